"""A challenge shown to its owner's group, and what peers send under it."""

from datetime import datetime
from typing import Literal

from community.messages.about import About


class ChallengeShown(About):
    """To its owner: the challenge is shown, where, to whom, and what to do next."""

    kind: Literal["challenge_shown"] = "challenge_shown"
    challenge_id: str


class ChallengeWithdrawn(About):
    """To its owner: the challenge is theirs alone again."""

    kind: Literal["challenge_withdrawn"] = "challenge_withdrawn"
    challenge_id: str


class SharedCard(About):
    """In the group's channel: the challenge as it stands now, what peers may do with it. The card stays true."""

    kind: Literal["shared_card"] = "shared_card"
    challenge_id: str


class NotShown(About):
    """To a peer: this challenge isn't, or is no longer, shown to them; nothing tells which."""

    kind: Literal["not_shown"] = "not_shown"


class TeamChallenges(About):
    """« Les défis de mon équipe », newest first. ``subject`` is the rank of a subject in the list to filter by.

    ``choosing``: the subjects themselves, to choose one.
    """

    kind: Literal["team_challenges"] = "team_challenges"
    page: int = 0
    subject: int | None = None
    choosing: bool = False


class WordsSent(About):
    """To who sent them: to whom the words go, when they are told of them, and whether they are in the thread.

    ``at_once``: they are told now; else ``at`` is the UTC instant at which they are, ``None`` where they can't be told;
    ``bundled``: with other words, ``at`` being ``None`` where the day would tell more than that.
    """

    kind: Literal["words_sent"] = "words_sent"
    words_id: str
    at_once: bool = False
    at: datetime | None = None
    bundled: bool = False
    in_thread: bool = False


class ThreadWords(About):
    """In the card's thread: a peer's words, or the owner's answer, signed."""

    kind: Literal["thread_words"] = "thread_words"
    words_id: str


class PeerQuestion(About):
    """Pushed to a challenge's owner, at once within hours: a direct question, with a way to answer."""

    kind: Literal["peer_question"] = "peer_question"
    words_id: str


class PeerAnswer(About):
    """Pushed to who asked: the owner's answer."""

    kind: Literal["peer_answer"] = "peer_answer"
    words_id: str


class PeerBundle(About):
    """Pushed to a challenge's owner, once a week at most: what peers wrote. ``bundle`` is its week, as 2025-W41."""

    kind: Literal["peer_bundle"] = "peer_bundle"
    bundle: str
