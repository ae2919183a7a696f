"""Telling somebody what a peer wrote to them: at once where it is a direct question, else once a week, together."""

from bot.delivery.bundles import Told, bundle
from bot.delivery.pushing import when_read
from bot.handlers.acting import Acting
from bot.handlers.telling import tell
from community.messages import PeerAnswer, PeerQuestion
from community.peers import WordsKind
from community.quiet import Why
from storage.scope import Scope


def tell_owner(acting: Acting, scope: Scope, owner_id: str, words_id: str, kind: WordsKind) -> Told:
    """Decide when the owner of a challenge learns of words under it.

    A question goes at once, within their hours, while the week and the month have room for it and they want such
    messages; ideas, tries, and what found no room wait for the week's bundle (DOMAIN.md §7).
    """
    going = when_read(acting.conn, scope, "peer_question", owner_id, acting.now)
    if kind is WordsKind.QUESTION and going.at is not None and going.why not in (Why.BUDGET, Why.PAUSED):
        due = tell(acting, scope, owner_id, PeerQuestion(words_id=words_id), cause=f"question:{words_id}")
        if due is not None:
            return Told(due)
    return bundle(acting.saying, scope, owner_id, words_id)


def tell_asker(acting: Acting, scope: Scope, asker_id: str, words_id: str) -> Told:
    """The answer to what somebody wrote goes to them alone, or with the week's bundle where there is no room for it."""
    going = when_read(acting.conn, scope, "peer_answer", asker_id, acting.now)
    message, cause = PeerAnswer(words_id=words_id), f"answer:{words_id}"
    if going.at is not None and going.why not in (Why.BUDGET, Why.PAUSED):
        due = tell(acting, scope, asker_id, message, cause=cause)
        if due is not None:
            return Told(due)
    return bundle(acting.saying, scope, asker_id, words_id)
