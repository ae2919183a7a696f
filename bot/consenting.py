"""What becomes of a file that was offered in the chat, once its reader answered: put where they said, or not at all."""

import json
from dataclasses import asdict

from bot.answering import Answering, Done
from bot.incoming import FileAnswered
from bot.showing.files import FILES, Reading
from community.files import FileSaid
from community.messages import MESSAGE, FileGiven, FileOffered, FileTold, NotForYou
from community.views import PersonView
from storage.cards import SentCard, find_card
from storage.scope import Scope
from storage.uploads import keep_upload


def file_answered(answer: Answering, act: FileAnswered, person: PersonView, person_id: str) -> Done:
    """The answer takes the question's place; the file itself is the sender's to put, as it is then."""
    card = find_card(answer.scope, answer.conn, act.card)
    message = MESSAGE.validate_python(card.message) if card is not None else None
    if card is None or card.person_id != person_id or not isinstance(message, FileOffered | FileTold):
        answer.say(NotForYou())
        return answer.done()
    scope = Scope(answer.scope.organization_id, card.community_id)
    if isinstance(message, FileTold):
        answer.say(message.model_copy(update={"said": FileSaid.ANSWERED}), scope=scope)
        return answer.done()
    said = _said(answer, act, message, card, person, person_id)
    about = {"file": message.file, "subject_id": message.subject_id}
    reply = answer.replace(card, FileTold(**about, said=said), scope)
    if said is FileSaid.ACCEPTED:
        answer.say(FileGiven(**about, upload_id=card.id), scope=scope)
    return answer.done(reply)


def _said(
    answer: Answering, act: FileAnswered, message: FileOffered, card: SentCard, person: PersonView, person_id: str
) -> FileSaid:
    """What becomes of it; where it may be put is kept, where it is to be."""
    if not act.accepted:
        return FileSaid.DECLINED
    if answer.now >= message.until:
        return FileSaid.EXPIRED
    ring = answer.showing.ring
    if FILES[message.file](Reading(answer.scope, answer.conn, ring, person, answer.now), message.subject_id) is None:
        return FileSaid.GONE
    if act.place is None:
        return FileSaid.UNTRUSTED
    place = json.dumps(asdict(act.place))
    kept = keep_upload(answer.scope, answer.conn, ring, card.id, person_id, place, answer.now)
    return FileSaid.ACCEPTED if kept else FileSaid.ANSWERED
