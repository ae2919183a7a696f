"""Every kind of message with the facts it is drawn from, in each way it may look."""

from dataclasses import replace
from datetime import UTC, date, datetime

from community.challenge import ChallengeState, Hint, ToolUser
from community.keywords import Keyword
from community.messages import (
    AccountLinked,
    AccountUnlinked,
    Ask,
    Cancelled,
    ChallengeKept,
    Help,
    InPrivate,
    LanguageChosen,
    Message,
    MonthSkipped,
    MyChallenges,
    NotForYou,
    NothingOpen,
    NotUnderstood,
    PutAside,
    SettingsPage,
    StillForThis,
    Thanks,
    TooMuch,
    Welcome,
    WhomToAsk,
    WhoSeesWhat,
)
from community.roles import Role
from community.views import (
    Account,
    AskView,
    Challenge,
    Membership,
    MonthView,
    MyChallengesView,
    OrganizationView,
    PersonView,
    PrivateView,
)
from tests.cards import examples_care, examples_quiet, examples_syntheses
from tests.cards.examples_peers import PEERS
from tests.cards.examples_reports import pages, questions

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


def changed(ask: Ask, **changes: object) -> Ask:
    return ask.model_copy(update=changes)


def mine(*challenges: Challenge, page: int = 0, pages: int = 1) -> MyChallengesView:
    return MyChallengesView(challenges, page, pages, OCTOBER)


EXAMPLES: dict[str, tuple[Message, object]] = {
    **PEERS,
    "welcome": (Welcome(), ANA),
    "welcome, two communities": (Welcome(), BOTH),
    "welcome, nobody named": (Welcome(), NOBODY_NAMED),
    "welcome, who runs it": (Welcome(), RUNS_IT),
    "welcome, steering": (Welcome(), STEERS),
    "whom to ask": (
        WhomToAsk(),
        OrganizationView((("COP IA", ("Nadia Roy",)), ("Chantier IA", ("Ana Lopez", "Luc Hébert")))),
    ),
    "whom to ask, nobody known": (WhomToAsk(), OrganizationView(())),
    "whom to ask, guest": (WhomToAsk(guest=True), OrganizationView((("COP IA", ("Nadia Roy",)),))),
    "help": (Help(), ANA),
    "help, two communities": (Help(), BOTH),
    "help, steering": (Help(), STEERS),
    "help, nobody known": (Help(), PersonView(None, "", "fr_CA")),
    "thanks": (Thanks(), None),
    "not understood": (NotUnderstood(), ANA),
    "not understood, near": (NotUnderstood(near=Keyword.MY_CHALLENGES), ANA),
    "not understood, near resume": (NotUnderstood(near=Keyword.RESUME), ANA),
    "not understood, steering": (NotUnderstood(), STEERS),
    "too much": (TooMuch(), None),
    "challenge, form": (CHALLENGE, AskView(MONTH, {}, form=True, back=False)),
    "challenge, form, open": (CHALLENGE, AskView(CHANGING, GIVEN, form=True, back=False)),
    "challenge, form, aged": (changed(CHALLENGE, aged=True), AskView(CHANGING, GIVEN, form=True, back=False)),
    "challenge, form, help": (changed(CHALLENGE, help=True), AskView(MONTH, {}, form=True, back=False)),
    "challenge, form, faults": (
        CHALLENGE,
        AskView(MONTH, {"tool_user": "me"}, True, False, {"question": ("empty", None)}),
    ),
    "challenge, form, of two communities": (
        CHALLENGE,
        AskView(MONTH, {}, form=True, back=False, community="COP IA", several=True),
    ),
    "challenge, by talking": (CHALLENGE, AskView(MONTH, {}, form=False, back=False)),
    "challenge, by talking, open": (CHALLENGE, AskView(CHANGING, GIVEN, form=False, back=False)),
    "challenge, by talking, too long": (
        changed(CHALLENGE, fault="too_long", length=412),
        AskView(MONTH, {}, form=False, back=False),
    ),
    "challenge, form, at its second step": (TOOL_USER, AskView(MONTH, GIVEN, form=True, back=True)),
    "challenge, tool": (TOOL_USER, AskView(MONTH, GIVEN, form=False, back=True)),
    "challenge, tool, help": (changed(TOOL_USER, help=True), AskView(MONTH, GIVEN, form=False, back=True)),
    "challenge, tool, not an option": (
        changed(TOOL_USER, fault="not_an_option"),
        AskView(MONTH, GIVEN, form=False, back=True),
    ),
    "language": (LANGUAGE, AskView(None, {}, form=False, back=False)),
    "language, nothing before": (changed(LANGUAGE, fault="nothing_before"), AskView(None, {}, form=False, back=False)),
    "language, needed": (changed(LANGUAGE, fault="not_skippable"), AskView(None, {}, form=False, back=False)),
    "language, help": (changed(LANGUAGE, help=True), AskView(None, {}, form=False, back=False)),
    "which community": (COMMUNITY, AskView(BOTH, {"wanted": "challenge"}, form=False, back=False)),
    "which community, help": (changed(COMMUNITY, help=True), AskView(BOTH, {}, form=False, back=False)),
    "which community, of seven": (
        COMMUNITY,
        AskView(
            replace(
                ANA,
                memberships=tuple(
                    replace(COP, community_id=f"c{n}", community_name=f"Communauté {n}") for n in range(1, 8)
                ),
            ),
            {},
            form=False,
            back=False,
        ),
    ),
    "still for this, question": (StillForThis(dialog="challenge", step="question", revision=5), None),
    "still for this, tool": (StillForThis(dialog="challenge", step="tool_user", revision=5), None),
    "still for this, language": (StillForThis(dialog="language", step="locale", revision=5), None),
    "still for this, community": (StillForThis(dialog="which_community", step="community", revision=5), None),
    "cancelled": (Cancelled(), ANA),
    "put aside, challenge": (PutAside(dialog="challenge"), None),
    "put aside, language": (PutAside(dialog="language"), None),
    "put aside, community": (PutAside(dialog="which_community"), None),
    "nothing open": (NothingOpen(), ANA),
    "challenge kept": (ChallengeKept(challenge_id="k1"), OPEN),
    "challenge kept, hint how": (ChallengeKept(challenge_id="k1", hint=Hint.HOW), replace(OPEN, question="Les textes")),
    "challenge kept, hint without tool": (
        ChallengeKept(challenge_id="k1", hint=Hint.WITHOUT_TOOL),
        replace(OPEN, question="Comment utiliser Copilot pour commenter 28 textes?"),
    ),
    "challenge changed": (ChallengeKept(challenge_id="k1", changed=True), OPEN),
    "challenge kept, then skipped": (ChallengeKept(challenge_id="k1"), SKIPPED),
    "month skipped": (MonthSkipped(month=OCTOBER), None),
    "my challenges": (MyChallenges(), mine(OPEN, SEPTEMBER)),
    "my challenges, none": (MyChallenges(), mine()),
    "my challenges, of a role that keeps none": (MyChallenges(), replace(mine(), may_keep=False)),
    "my challenges, none this month": (MyChallenges(), mine(SEPTEMBER)),
    "my challenges, skipped": (MyChallenges(), mine(NO_QUESTION, replace(SEPTEMBER, state=ChallengeState.SKIPPED))),
    "my challenges, given more time": (MyChallenges(), mine(replace(SEPTEMBER, until=LAST_DAY))),
    "my challenges, first of three": (MyChallenges(), mine(OPEN, pages=3)),
    "my challenges, second of three": (MyChallenges(page=1), mine(SEPTEMBER, page=1, pages=3)),
    "settings": (SettingsPage(), ANA),
    "settings, two communities": (
        SettingsPage(),
        replace(
            BOTH,
            title="ambassadrice",
            accounts=(*ANA.accounts, Account("slack", date(2025, 11, 1), "person")),
        ),
    ),
    "who sees what": (WhoSeesWhat(), ANA),
    "who sees what, steering": (WhoSeesWhat(), STEERS),
    "who sees what, who runs it": (WhoSeesWhat(), RUNS_IT),
    "language chosen": (LanguageChosen(), None),
    "account unlinked": (AccountUnlinked(), None),
    "account linked": (AccountLinked(), ANA),
    "not for you": (NotForYou(), None),
    "in private": (InPrivate(address_id="a1"), PrivateView(True)),
    "in private, not open yet": (InPrivate(address_id="a1"), PrivateView(False)),
}
EXAMPLES |= examples_syntheses.EXAMPLES | examples_quiet.EXAMPLES
EXAMPLES |= examples_care.EXAMPLES
EXAMPLES |= questions(OPEN) | pages(OPEN)
