"""Every kind of message with the facts it is drawn from, in each way it may look."""

from dataclasses import replace
from datetime import date

from community.challenge import ChallengeState, Hint
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
from community.views import (
    Account,
    AskView,
    OrganizationView,
    PersonView,
    PrivateView,
)
from tests.cards import (
    examples_care,
    examples_channel,
    examples_files,
    examples_guide,
    examples_principal,
    examples_quiet,
    examples_reviews,
    examples_steps,
    examples_syntheses,
    examples_walk_shares,
)
from tests.cards.examples_peers import PEERS
from tests.cards.examples_reports import pages, questions
from tests.cards.known import (
    ANA,
    BOTH,
    CHALLENGE,
    CHANGING,
    COMMUNITY,
    COP,
    GIVEN,
    LANGUAGE,
    LAST_DAY,
    MONTH,
    NO_QUESTION,
    NOBODY_NAMED,
    OCTOBER,
    OPEN,
    OWN,
    RUNS_IT,
    SEPTEMBER,
    SKIPPED,
    STEERS,
    TOOL_USER,
    changed,
    mine,
)

EXAMPLES: dict[str, tuple[Message, object]] = {
    **PEERS,
    **examples_guide.EXAMPLES,
    **examples_principal.EXAMPLES,
    **examples_files.EXAMPLES,
    **examples_walk_shares.EXAMPLES,
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
    "still for this, question": (
        StillForThis(dialog="challenge", step="question", revision=5),
        AskView(MONTH, {}, form=False, back=False),
    ),
    "still for this, tool": (
        StillForThis(dialog="challenge", step="tool_user", revision=5),
        AskView(MONTH, {}, form=False, back=False),
    ),
    "still for this, language": (
        StillForThis(dialog="language", step="locale", revision=5),
        AskView(None, {}, form=False, back=False),
    ),
    "still for this, community": (
        StillForThis(dialog="which_community", step="community", revision=5),
        AskView(BOTH, {}, form=False, back=False),
    ),
    "cancelled": (Cancelled(), ANA),
    "put aside, challenge": (PutAside(dialog="challenge"), None),
    "put aside, language": (PutAside(dialog="language"), None),
    "put aside, community": (PutAside(dialog="which_community"), None),
    "nothing open": (NothingOpen(), ANA),
    "challenge kept": (ChallengeKept(challenge_id="k1"), OWN),
    "challenge kept, hint how": (
        ChallengeKept(challenge_id="k1", hint=Hint.HOW),
        replace(OWN, challenge=replace(OPEN, question="Les textes")),
    ),
    "challenge kept, hint without tool": (
        ChallengeKept(challenge_id="k1", hint=Hint.WITHOUT_TOOL),
        replace(OWN, challenge=replace(OPEN, question="Comment utiliser Copilot pour commenter 28 textes?")),
    ),
    "challenge changed": (ChallengeKept(challenge_id="k1", changed=True), OWN),
    "challenge kept, then skipped": (ChallengeKept(challenge_id="k1"), replace(OWN, challenge=SKIPPED)),
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
EXAMPLES |= examples_care.EXAMPLES | examples_reviews.EXAMPLES
EXAMPLES |= questions(OPEN) | pages(OPEN)
EXAMPLES |= examples_channel.EXAMPLES | examples_steps.EXAMPLES


def _with_facts(examples: dict[str, tuple[Message, object]]) -> None:
    """Whether a late text is for a question is asked with the facts that the question is asked with."""
    views = {
        m.dialog: seen.dialog_view for m, seen in examples.values() if isinstance(m, Ask) and isinstance(seen, AskView)
    }
    for name, (message, seen) in examples.items():
        if isinstance(message, StillForThis) and seen is None:
            examples[name] = (message, AskView(views[message.dialog], {}, form=False, back=False))


_with_facts(EXAMPLES)
