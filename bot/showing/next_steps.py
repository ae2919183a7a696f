"""The next steps of one's own walk: whom to talk to, what to make smaller, when one comes back to it."""

from bot.showing.care import to_talk_to, writes_often
from bot.showing.guide import own_walk
from bot.showing.seeing import DialogLoader, MessageLoader, Seeing
from community.messages import ComeBack
from community.rights import Act, may
from community.views import PersonView, ReturnView, SmallerView, TalkView
from community.views.steps import open_lines
from storage.returns import answered_since
from storage.views.challenges import load_challenge


def _talk(seeing: Seeing, person: PersonView, subject_id: str | None) -> TalkView | None:
    walk = own_walk(seeing, person, subject_id or "")
    if walk is None:
        return None
    to = to_talk_to(seeing, person, walk.community_id)
    often = (one for one in to if writes_often(seeing.conn, seeing.scope, person.person_id, one, seeing.now))
    return TalkView(walk.walk_id, to, person.full_name, frozenset(often))


def _smaller(seeing: Seeing, person: PersonView, subject_id: str | None) -> SmallerView | None:
    walk = own_walk(seeing, person, subject_id or "")
    if walk is None or walk.challenge_id is None:
        return SmallerView(walk, None) if walk is not None else None
    challenge = load_challenge(seeing.scope, seeing.conn, seeing.ring, walk.challenge_id)
    if challenge is None or not may(person, Act.CHANGE_CHALLENGE, challenge):
        return None
    return SmallerView(walk, challenge)


def _come_back(seeing: Seeing, message: ComeBack) -> ReturnView | None:
    """``None`` where nothing is open any more, or they went through it again since they asked for it."""
    walk = own_walk(seeing, seeing.person(), message.walk_id)
    opened = open_lines(walk) if walk is not None else ()
    if walk is None or not opened:
        return None
    if walk.at is None and answered_since(seeing.scope, seeing.conn, walk.walk_id, message.since):
        return None
    return ReturnView(walk, opened)


MESSAGES: dict[type, MessageLoader] = {ReturnView: _come_back}
DIALOGS: dict[type, DialogLoader] = {TalkView: _talk, SmallerView: _smaller}
