"""Somebody, their communities and their challenge, for cards to be drawn of."""

from dataclasses import replace
from datetime import UTC, date, datetime

from community.challenge import ChallengeState, ToolUser
from community.messages import Ask
from community.roles import Role
from community.views import (
    Account,
    Challenge,
    GroupKind,
    Membership,
    MonthView,
    MyChallengesView,
    OwnChallengeView,
    PersonView,
)

OCTOBER = date(2025, 10, 1)
LAST_DAY = date(2025, 10, 31)

COP = Membership(
    community_id="c1",
    community_name="COP IA",
    group="Mathématique, 2e cycle",
    facilitators=("Nadia Roy",),
    roles=frozenset({Role.MEMBER}),
    time_zone="America/Toronto",
    learners="élèves",
)
CHANTIER = Membership(
    community_id="c2",
    community_name="Chantier IA",
    group="Chantier IA",
    facilitators=("Ana Lopez", "Luc Hébert"),
    roles=frozenset({Role.DELEGATE, Role.AMBASSADOR}),
    time_zone="America/Toronto",
    learners="personnes étudiantes",
)
ANA = PersonView("p1", "Ana", "fr_CA", (COP,), (Account("teams", date(2025, 10, 7), "email"),))
BOTH = replace(ANA, memberships=(COP, CHANTIER))
NOBODY_NAMED = replace(ANA, memberships=(replace(COP, facilitators=()),))
RUNS_IT = replace(ANA, memberships=(replace(COP, roles=frozenset({Role.FACILITATOR})),))
STEERS = replace(ANA, memberships=(replace(CHANTIER, roles=frozenset({Role.STEERING})),))

OPEN = Challenge(
    challenge_id="k1",
    owner_id="p1",
    community_id="c1",
    community="COP IA",
    month=OCTOBER,
    until=LAST_DAY,
    state=ChallengeState.OPEN,
    question="Comment commenter 28 textes sans y laisser mon dimanche?",
    tool_user=ToolUser.ME,
    hint_given=False,
    changed_at=datetime(2025, 10, 7, 12, tzinfo=UTC),
)
SKIPPED = replace(OPEN, state=ChallengeState.SKIPPED)
NO_QUESTION = replace(SKIPPED, question=None, tool_user=None)
SEPTEMBER = replace(OPEN, month=date(2025, 9, 1), until=date(2025, 9, 30))

MONTH = MonthView("c1", OCTOBER, LAST_DAY, "élèves")
CHANGING = replace(MONTH, open=OPEN)
GIVEN = {"question": OPEN.question or "", "tool_user": "me"}

CHALLENGE = Ask(dialog="challenge", step="question", revision=3)
TOOL_USER = Ask(dialog="challenge", step="tool_user", revision=4)
LANGUAGE = Ask(dialog="language", step="locale", revision=3)
COMMUNITY = Ask(dialog="which_community", step="community", revision=3)


OWN = OwnChallengeView(
    challenge=OPEN,
    group="Mathématique, 2e cycle",
    facilitators=("Nadia Roy",),
    learners="élèves",
    words_locale="fr_CA",
    inquiry=False,
    group_kind=GroupKind.TEAM,
)


def changed(ask: Ask, **changes: object) -> Ask:
    return ask.model_copy(update=changes)


def mine(*challenges: Challenge, page: int = 0, pages: int = 1) -> MyChallengesView:
    return MyChallengesView(challenges, page, pages, OCTOBER)
