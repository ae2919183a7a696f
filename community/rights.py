"""Who may do what: asked at each press and each send, never remembered."""

from enum import StrEnum

from community.challenge import Readers
from community.roles import CHALLENGERS, Role
from community.views import (
    Action,
    Challenge,
    Membership,
    PeerWords,
    PersonView,
    PrincipalPageView,
    Report,
    TeamQuestion,
)
from community.walk import Walk
from community.walk_share import Audience, WalkShare


class Act(StrEnum):
    """What somebody asks to do."""

    KEEP_CHALLENGE = "keep_challenge"
    READ_CHALLENGE = "read_challenge"
    CHANGE_CHALLENGE = "change_challenge"
    RUN_COMMUNITY = "run_community"
    WRITE_SYNTHESIS = "write_synthesis"


def may_in(membership: Membership | None, act: Act) -> bool:
    """Whether a place in a community lets one do this there; without a place, nothing."""
    if membership is None:
        return False
    match act:
        case Act.KEEP_CHALLENGE:
            return bool(membership.roles & CHALLENGERS)
        case Act.RUN_COMMUNITY:
            return Role.FACILITATOR in membership.roles
        case Act.WRITE_SYNTHESIS:
            run = Role.FACILITATOR in membership.roles
            return run or (membership.inquiry and bool(membership.roles & CHALLENGERS))
    return False


def may(actor: PersonView | None, act: Act, subject: Challenge | Report | Action, of: Challenge | None = None) -> bool:
    """Whether this person may do this to this challenge, report or action (``of`` is an action's challenge).

    Its owner may; others may read it as far as its readers reach: the owner's group and who runs the community, or all
    of the community. Steering, principals and administrators read nobody's (DOMAIN.md §1, §10). A report, or an action,
    has readers of its own.
    """
    if actor is None or actor.person_id is None:
        return False
    if subject.owner_id == actor.person_id:
        return act in (Act.READ_CHALLENGE, Act.CHANGE_CHALLENGE)
    if act is not Act.READ_CHALLENGE:
        return False
    about = of if isinstance(subject, Action) else subject
    if about is None:
        return False
    place = actor.membership(about.community_id)
    if place is None or not place.roles & CHALLENGERS:
        return False
    in_group = about.group_id in place.groups or Role.FACILITATOR in place.roles
    return reaches(subject.readers, in_group=in_group)


def may_answer(actor: PersonView, words: PeerWords) -> bool:
    """Whether this person may answer these words: they were sent to them, and they still have a place there.

    What they answer reaches its author in person, whether or not the challenge is still shown.
    """
    sent_to = actor.person_id is not None and words.to_id == actor.person_id != words.author_id
    return sent_to and actor.membership(words.community_id) is not None


def may_walk(actor: PersonView | None, walk: Walk) -> bool:
    """Whether this is their own walk through the guide, in a community where they keep challenges.

    Nobody else reads a walk, whoever runs the community (DOMAIN.md §10): what is shown of one is a snapshot.
    """
    if actor is None or actor.person_id is None or walk.owner_id != actor.person_id:
        return False
    return may_in(actor.membership(walk.community_id), Act.KEEP_CHALLENGE)


def may_keep_page(actor: PersonView | None, page: PrincipalPageView) -> bool:
    """Whether the principal's page is this teacher's own, until the school year ends; switched off or not."""
    if actor is None or actor.person_id is None or page.owner_id != actor.person_id or page.over:
        return False
    return may_in(actor.membership(page.community_id), Act.KEEP_CHALLENGE)


def may_read_page(actor: PersonView | None, page: PrincipalPageView) -> bool:
    """Whether this is the principal it was sent to, still one, where the organization offers the page.

    It is all that a principal ever reads of anybody (DOMAIN.md §5, §10).
    """
    if actor is None or actor.person_id is None or page.principal_id != actor.person_id:
        return False
    sent = page.sent_at is not None and page.on and not page.over
    return sent and any(Role.PRINCIPAL in place.roles for place in actor.memberships)


def may_read_team_question(actor: PersonView | None, question: TeamQuestion) -> bool:
    """Whether this person may read what somebody asks their team: whoever may read what is shown to that team.

    Withdrawn, it is its author's alone; they read theirs for as long as they are of its community.
    """
    place = actor.membership(question.community_id) if actor is not None else None
    if actor is None or place is None or actor.person_id is None:
        return False
    if actor.person_id == question.author_id:
        return True
    in_group = question.group_id in place.groups or Role.FACILITATOR in place.roles
    return not question.withdrawn and in_group and bool(place.roles & CHALLENGERS)


def may_answer_team_question(actor: PersonView, question: TeamQuestion) -> bool:
    """Whether this person may answer it: they read it, and it is asked by somebody else."""
    mine = actor.person_id == question.author_id
    return not mine and not question.withdrawn and may_read_team_question(actor, question)


def may_channel_question(group_id: str, community_id: str, question: TeamQuestion) -> bool:
    """Whether a question may stand in a channel of this group: only the group it was asked of."""
    return not question.withdrawn and (group_id, community_id) == (question.group_id, question.community_id)


def may_read_share(actor: PersonView | None, share: WalkShare) -> bool:
    """Whether a walk's copy is shown to this person now: to the one it was sent to, or to the owner's group.

    They still have a place there, and who was sent it for running the community still runs it. Its owner reads their
    own walk, not the copy.
    """
    if actor is None or actor.person_id is None or share.withdrawn_at is not None or actor.person_id == share.owner_id:
        return False
    place = actor.membership(share.community_id)
    if place is None or not place.roles & CHALLENGERS:
        return False
    if share.audience is Audience.TEAM:
        return share.group_id in place.groups
    if share.audience is Audience.FACILITATOR and not may_in(place, Act.RUN_COMMUNITY):
        return False
    return share.to_id == actor.person_id


def may_channel_share(group_id: str, community_id: str, share: WalkShare) -> bool:
    """Whether what stands in a channel of this group may show a walk's copy: the team's only, in the team's own."""
    shown = share.audience is Audience.TEAM and share.withdrawn_at is None
    return shown and (share.group_id, share.community_id) == (group_id, community_id)


def reaches(readers: Readers, *, in_group: bool) -> bool:
    """Whether what is shown to ``readers`` may be read by somebody of the community, of the owner's group or not."""
    return readers is Readers.COMMUNITY or (readers is Readers.TEAM and in_group)


def may_channel(group_id: str, community_id: str, subject: Challenge | Report) -> bool:
    """Whether what stands in a channel of this group, or of the whole community, may show it."""
    if subject.community_id != community_id:
        return False
    return reaches(subject.readers, in_group=group_id == subject.group_id)
