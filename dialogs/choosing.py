"""Which community, or which open challenge, a conversation is about, where no button said it."""

from collections.abc import Sequence
from dataclasses import replace

from community.talk import Talk
from community.views import PersonView
from dialogs import DIALOGS
from dialogs.flow import About, Opening
from dialogs.which_challenge import GOING_ON, WhichChallengeDialog


def needs_choice(opening: Opening) -> bool:
    """Whether it may have to be chosen which open challenge this is about."""
    return opening.subject_id is None and DIALOGS[opening.dialog].about in (
        About.OPEN_CHALLENGE,
        About.MAYBE_CHALLENGE,
    )


def chosen(opening: Opening, open_ids: Sequence[str]) -> Opening | None:
    """The same opening, about the challenge it must be about; the choice among several; ``None`` when there is none.

    ``open_ids`` are the person's open challenges in the community talked about.
    """
    if len(open_ids) > 1:
        return Opening(WhichChallengeDialog.key, given={GOING_ON: opening.dialog})
    if DIALOGS[opening.dialog].about is About.MAYBE_CHALLENGE:
        return opening
    return replace(opening, subject_id=open_ids[0]) if open_ids else None


def needs_community(talk: Talk, key: str, person: PersonView) -> bool:
    """Whether this dialog has to know a community which neither the talk nor the roster tells."""
    return DIALOGS[key].in_community and person.membership(talk.community_id) is None
