"""Words between who runs a community and its members, and whether one's name may be named. Rights are asked again."""

from zoneinfo import ZoneInfo

from bot.delivery.pushing import when_read
from bot.handlers.acting import Acting, Handler
from bot.handlers.telling import tell
from bot.showing.care import may_write, writes_often
from community.commands import AnswerLetter, Command, SignalMe, WriteLetter
from community.messages import Letter, LetterSent, LetterUnsent, Message, SeenOfMe
from community.quiet import names_the_day
from community.views import PersonView
from storage.letters import add_letter, find_letter
from storage.quiet import may_be_signalled
from storage.scope import Scope
from storage.views.people import load_person

KIND = Letter.model_fields["kind"].default


def write_letter(command: WriteLetter, acting: Acting) -> Message:
    """From who runs a community to a member of it, or from who is shown a walk to its owner."""
    to = load_person(acting.scope, acting.conn, command.to_id, acting.now)
    if to is None or command.to_id == acting.person_id:
        return LetterUnsent()
    where = may_write(acting.scope, acting.conn, acting.person, to)
    return send_letter(acting, where, to, command.text) if where is not None else LetterUnsent()


def answer_letter(command: AnswerLetter, acting: Acting) -> Message:
    """From whom a letter was for, to who wrote it."""
    letter = find_letter(acting.scope, acting.conn, acting.ring, command.letter_id)
    if letter is None or letter.to_id != acting.person_id:
        return LetterUnsent()
    to = load_person(acting.scope, acting.conn, letter.person_id, acting.now)
    if to is None or acting.person.membership(letter.community_id) is None:
        return LetterUnsent()
    return send_letter(acting, letter.community_id, to, command.text, answers_id=letter.id)


def signal_me(command: SignalMe, acting: Acting) -> Message:
    """Whether my name may stand in « À qui faire signe »: from now on."""
    may_be_signalled(acting.scope, acting.conn, acting.person_id, command.wanted)
    return SeenOfMe()


def send_letter(
    acting: Acting, community_id: str, to: PersonView, text: str, answers_id: str | None = None
) -> LetterSent | LetterUnsent:
    """Kept only if it can be carried; when it will be read is told in the reader's wall time, where hours alone say.

    Who may write to whom is asked before.
    """
    assert to.person_id is not None
    if writes_often(acting.conn, acting.scope, acting.person_id, to.person_id, acting.now):
        return LetterUnsent(often=True)
    scope = Scope(acting.scope.organization_id, community_id)
    place = to.membership(community_id)
    usual = names_the_day(when_read(acting.conn, scope, KIND, to.person_id, acting.now))
    savepoint = acting.conn.begin_nested()
    letter_id = add_letter(
        scope, acting.conn, acting.ring, acting.person_id, to.person_id, text, acting.now, answers_id=answers_id
    )
    due = None
    if letter_id is not None:
        due = tell(acting, scope, to.person_id, Letter(letter_id=letter_id), cause=f"letter:{letter_id}")
    if letter_id is None or due is None or place is None:
        savepoint.rollback()
        return LetterUnsent()
    savepoint.commit()
    if not usual:
        return LetterSent(letter_id=letter_id, sometime=True)
    wall = due.astimezone(ZoneInfo(place.time_zone)).replace(tzinfo=None) if due > acting.now else None
    return LetterSent(letter_id=letter_id, wall=wall)


HANDLES: dict[type[Command], Handler] = {
    WriteLetter: write_letter,
    AnswerLetter: answer_letter,
    SignalMe: signal_me,
}
