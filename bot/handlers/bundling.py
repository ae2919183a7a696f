"""Telling somebody what a peer wrote to them: at once where it is a direct question, else once a week, together."""

from bot.delivery.bundles import Told, bundle
from bot.delivery.pushing import when_read
from bot.handlers.acting import Acting
from bot.handlers.telling import tell
from community.messages import Message, PeerAnswer, PeerQuestion
from community.peers import WordsKind
from community.quiet import Why
from storage.scope import Scope


def tell_owner(acting: Acting, scope: Scope, owner_id: str, words_id: str, kind: WordsKind) -> Told:
    """Decide when the owner of a challenge learns of words under it.

    A question goes at once, within their hours, while the week and the month have room for it and they want such
    messages; ideas, tries, and what found no room wait for the week's bundle (DOMAIN.md §7).
    """
    question = PeerQuestion(words_id=words_id)
    alone = _alone(acting, scope, owner_id, question, f"question:{words_id}") if kind is WordsKind.QUESTION else None
    return alone or bundle(acting.saying, scope, owner_id, words_id)


def tell_asker(acting: Acting, scope: Scope, asker_id: str, words_id: str) -> Told:
    """The answer to what somebody wrote goes to them alone, or with the week's bundle where there is no room for it."""
    alone = _alone(acting, scope, asker_id, PeerAnswer(words_id=words_id), f"answer:{words_id}")
    return alone or bundle(acting.saying, scope, asker_id, words_id)


def _alone(acting: Acting, scope: Scope, person_id: str, message: Message, cause: str) -> Told | None:
    """By itself, within their hours; ``None`` where there is no room for it now, or they can't be told so."""
    going = when_read(acting.conn, scope, message.kind, person_id, acting.now)
    if going.at is None or going.why in (Why.BUDGET, Why.PAUSED):
        return None
    due = tell(acting, scope, person_id, message, cause)
    return Told(due) if due is not None else None
