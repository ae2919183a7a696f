"""What peers do about a challenge shown to them, told in private to who does it."""

from typing import Literal

from community.messages.about import About


class TeamChallenge(About):
    """One challenge of « Les défis de mon équipe », opened: what it says now, and what one may do with it."""

    kind: Literal["team_challenge"] = "team_challenge"
    challenge_id: str


class OwnChallenge(About):
    """To who would suggest something under their own challenge: it is theirs, and what they may do with it."""

    kind: Literal["own_challenge"] = "own_challenge"
    challenge_id: str


class QuestionsOnly(About):
    """To who would suggest something where the owner asked for questions only: one may be put to them."""

    kind: Literal["questions_only"] = "questions_only"
    challenge_id: str


class TryKept(About):
    """To who tries it too: their own challenge is kept, and who sees that they try it."""

    kind: Literal["try_kept"] = "try_kept"
    challenge_id: str
