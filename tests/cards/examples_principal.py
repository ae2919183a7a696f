"""The principal's page as it looks: to the teacher who writes it, to the principal who reads it, once it is gone."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from community.guide import Jurisdiction
from community.messages import (
    Ask,
    Help,
    Message,
    OwnPrincipalPage,
    PrincipalAnswer,
    PrincipalOutcome,
    PrincipalPage,
    SettingsPage,
    StillForThis,
    WalkMore,
    Welcome,
    WhoSeesWhat,
)
from community.principal import (
    NO_TOOL,
    OTHER_TOOL,
    Ages,
    CameOf,
    Opening,
    Outcome,
    Written,
    age_note,
)
from community.roles import Role
from community.views import AskView, OwnPageView, PageSeenView, PageWritingView, Principal, PrincipalPageView
from tests.cards.examples_guide import ENDED, GUIDE, shown
from tests.cards.known import ANA, COP

TODAY = date(2025, 10, 7)
TORONTO = ZoneInfo("America/Toronto")
PAUL = Principal("p7", "Paul Lopez", "c1")
WRITTEN = Written(
    intent="Faire comparer deux réponses de l'outil, pour apprendre à douter d'une source.",
    classroom="Groupe 204, 2e secondaire",
    ages=Ages.AT_13,
    tool="copilot",
    opening=Opening.TO_ASK,
    chosen="Trois périodes, l'outil projeté par moi.\nRien de ce que les élèves écrivent n'y entre.",
)
TOOL = next(tool for tool in GUIDE.tools if tool.key == "copilot")
ANY_AGE = next(tool for tool in GUIDE.tools if tool.rules[0].from_age == 0)


def page(written: Written = WRITTEN, today: date = TODAY, **changes: object) -> PrincipalPageView:
    tool = next((tool for tool in GUIDE.tools if tool.key == written.tool), None)
    made = PrincipalPageView(
        page_id="d1",
        walk_id="w1",
        community_id="c1",
        community="COP IA",
        owner_id="p1",
        owner="Ana Lopez",
        written=written,
        tool=written.tool_name or (tool.name if tool is not None else ""),
        note=age_note(tool, written.ages, Jurisdiction.QUEBEC, today, GUIDE.review_months),
        deletes_on=date(2026, 6, 30),
        principal_id="p7",
        principal="Paul Lopez",
        sent_at=datetime(2025, 10, 7, 14, tzinfo=UTC),
        sent_on=TODAY,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


SENT = page()
GO = CameOf(Outcome.GO, None, "On commence après la relâche.")
LATER = CameOf(Outcome.LATER, date(2025, 11, 13))
NOT_NOW = CameOf(Outcome.NOT_NOW, None, "L'outil ne s'ouvre qu'à 14 ans chez nous.")
NOTED = page(came=GO)
CONFIRMED = page(came=GO, confirmed_on=date(2025, 10, 9))
REPLIED = page(came=LATER, reply="On avait dit le 20 novembre.")
ALONE = page(principal_id=None, principal="", sent_at=None, sent_on=None)
OWN = OwnPageView(SENT, shown=True, today=TODAY)
WRITING = PageWritingView(
    walk=ENDED,
    owner="Ana Lopez",
    community="COP IA",
    today=TODAY,
    deletes_on=date(2026, 6, 30),
    classroom="Groupe 204, 2e secondaire",
    principals=(PAUL, Principal("p8", "Guylaine Bussières", "c1", reachable=False)),
)
AGAIN = replace(WRITING, page=SENT)
DRAFT = {
    "intent": WRITTEN.intent,
    "classroom": WRITTEN.classroom,
    "ages": "at_13",
    "tool": "copilot",
    "opening": "to_ask",
    "chosen": WRITTEN.chosen,
    "to": "p7",
}
HEADS = replace(ANA, first_name="Paul", memberships=(replace(COP, group="COP IA", roles=frozenset({Role.PRINCIPAL})),))
WITH_PAGES = replace(HEADS, memberships=(replace(HEADS.memberships[0], principal_page=True),))
SENDS = replace(ANA, memberships=(replace(COP, principal_page=True),))


def ask(dialog: str, step: str, **changes: object) -> Ask:
    about = {"principal_page": "w1"}.get(dialog, "d1")
    return Ask(dialog=dialog, step=step, revision=5, subject_id=about).model_copy(update=changes)


def asked(view: object, *, fields: bool = True, **draft: str) -> AskView:
    return AskView(view, draft, form=False, back=True, fields=fields)


def of_tool(key: str, ages: Ages, **changes: object) -> tuple[Message, object]:
    """A page about that tool and those ages, as the principal reads it."""
    return PrincipalPage(page_id="d1"), PageSeenView(page(replace(WRITTEN, tool=key, ages=ages, **changes)))  # type: ignore[arg-type]


def previews(**draft: str) -> tuple[Message, object]:
    return ask("principal_page", "sending"), asked(WRITING, **(DRAFT | draft))


def noted(came: CameOf) -> tuple[Message, object]:
    """What came of it, under the page that the principal reads."""
    return PrincipalOutcome(page_id="d1"), PageSeenView(page(came=came))


PAGE, OUTCOME, MINE, ANSWER = (
    PrincipalPage(page_id="d1"),
    PrincipalOutcome(page_id="d1"),
    OwnPrincipalPage(page_id="d1"),
    PrincipalAnswer(page_id="d1"),
)
EXAMPLES: dict[str, tuple[Message, object]] = {
    "walk, more, with the principal's page": (WalkMore(walk_id="w1"), shown(ENDED, principal_page=True)),
    "walk, more, the page made": (WalkMore(walk_id="w1"), shown(ENDED, page_id="d1")),
    "page, intent": (ask("principal_page", "intent"), AskView(WRITING, {"intent": ENDED.title}, False, False)),
    "page, intent in a field": (
        ask("principal_page", "intent"),
        AskView(WRITING, {"intent": ENDED.title}, False, False, fields=True),
    ),
    "page, intent, nothing known": (
        ask("principal_page", "intent", help=True),
        AskView(replace(WRITING, walk=replace(ENDED, title="")), {}, False, False),
    ),
    "page, classroom": (ask("principal_page", "classroom"), asked(WRITING)),
    "page, classroom, help": (ask("principal_page", "classroom", help=True), asked(WRITING)),
    "page, ages": (ask("principal_page", "ages"), asked(WRITING)),
    "page, ages, help": (ask("principal_page", "ages", help=True), asked(WRITING)),
    "page, tool": (ask("principal_page", "tool"), asked(WRITING)),
    "page, tool name": (ask("principal_page", "tool_name"), asked(WRITING)),
    "page, opening": (ask("principal_page", "opening"), asked(WRITING)),
    "page, chosen": (ask("principal_page", "chosen"), asked(WRITING)),
    "page, chosen, too long": (ask("principal_page", "chosen", fault="too_long", length=20_000), asked(WRITING)),
    "page, to": (ask("principal_page", "to"), asked(WRITING)),
    "page, to, nobody": (ask("principal_page", "to"), asked(replace(WRITING, principals=()))),
    "page, as it will be read": previews(),
    "page, for somebody Relais can't reach": previews(to="p8"),
    "page, to bring": previews(to="bring", tool=NO_TOOL),
    "page, still for this": (
        StillForThis(dialog="principal_page", step="chosen", revision=5, subject_id="w1"),
        asked(WRITING),
    ),
    "page, what came of it": (ask("principal_outcome", "came"), AskView(OWN, {}, form=False, back=False)),
    "page, what came of it, alone": (
        ask("principal_outcome", "came"),
        AskView(OwnPageView(ALONE, today=TODAY), {}, form=False, back=False),
    ),
    "page, the last days of the year": (
        ask("principal_outcome", "came"),
        AskView(replace(OWN, today=date(2026, 6, 30)), {}, form=False, back=False),
    ),
    "page, again on": (ask("principal_outcome", "on"), asked(OWN)),
    "page, again on, a Sunday": (ask("principal_outcome", "on", fault="no_school"), asked(OWN)),
    "page, why not": (ask("principal_outcome", "why"), asked(OWN)),
    "page, more words": (ask("principal_outcome", "words"), asked(OWN)),
    "page, the outcome previewed": (
        ask("principal_outcome", "sending"),
        asked(OWN, came="later", on="2025-11-13", words="À la cafétéria."),
    ),
    "page, the outcome previewed, alone": (
        ask("principal_outcome", "sending"),
        asked(OwnPageView(ALONE, today=TODAY), came="not_now", why=NOT_NOW.words),
    ),
    "page, not quite": (ask("principal_reply", "line"), AskView(PageSeenView(NOTED), {}, False, False, fields=True)),
    "page, not quite, previewed": (ask("principal_reply", "sending"), asked(PageSeenView(NOTED), line=REPLIED.reply)),
    "page, read by its principal": (PAGE, PageSeenView(SENT)),
    "page, of an age that meets the rule": of_tool("copilot", Ages.FROM_14, opening=Opening.ASKED),
    "page, of a rule that part of the group meets": of_tool("chatgpt", Ages.UNDER_13, opening=Opening.OPEN),
    "page, of adults": of_tool("claude", Ages.ADULTS, opening=Opening.NOT_NEEDED),
    "page, of ages that straddle the rule": (
        PAGE,
        PageSeenView(
            page(
                note=age_note(
                    TOOL.model_copy(update={"rules": (TOOL.rules[0].model_copy(update={"from_age": 15}),)}),
                    Ages.FROM_14,
                    Jurisdiction.QUEBEC,
                    TODAY,
                    12,
                )
            )
        ),
    ),
    "page, of sixteen": of_tool("copilot", Ages.FROM_16),
    "page, of a tool for any age": of_tool(ANY_AGE.key, Ages.UNDER_13),
    "page, of another tool": of_tool(OTHER_TOOL, Ages.AT_13, tool_name="Canva"),
    "page, of no tool": of_tool(NO_TOOL, Ages.AT_13),
    "page, of a tool the guide lost": of_tool("lost", Ages.AT_13),
    "page, of an old rule": (PAGE, PageSeenView(page(today=date(2026, 12, 1)))),
    "page, noted": (PAGE, PageSeenView(NOTED)),
    "page, gone": (PAGE, PageSeenView(None)),
    "outcome, to confirm": (OUTCOME, PageSeenView(NOTED)),
    "outcome, again on": noted(LATER),
    "outcome, again one day": noted(replace(LATER, on=None)),
    "outcome, not this year": noted(NOT_NOW),
    "outcome, confirmed": (OUTCOME, PageSeenView(CONFIRMED)),
    "outcome, replied": (OUTCOME, PageSeenView(REPLIED)),
    "outcome, gone": (OUTCOME, PageSeenView(None)),
    "own page": (MINE, OWN),
    "own page, waits": (MINE, replace(OWN, waits=True)),
    "own page, waits for morning": (MINE, replace(OWN, waits=True, due=datetime(2025, 10, 8, 7, 30, tzinfo=TORONTO))),
    "own page, to bring": (MINE, OwnPageView(ALONE, today=TODAY)),
    "own page, of somebody who left": (MINE, OwnPageView(SENT, today=TODAY)),
    "own page, switched off": (MINE, OwnPageView(page(on=False, came=NOT_NOW), today=TODAY)),
    "own page, noted": (MINE, replace(OWN, page=NOTED)),
    "own page, noted alone": (MINE, OwnPageView(replace(ALONE, came=NOT_NOW), today=TODAY)),
    "own page, confirmed": (MINE, replace(OWN, page=CONFIRMED)),
    "own page, replied": (MINE, replace(OWN, page=REPLIED)),
    "own page, gone": (MINE, OwnPageView(None)),
    "answer, confirmed": (ANSWER, replace(OWN, page=CONFIRMED)),
    "answer, replied": (ANSWER, replace(OWN, page=REPLIED)),
    "answer, gone": (ANSWER, OwnPageView(None)),
    "welcome, principal": (Welcome(), WITH_PAGES),
    "welcome, principal, no page": (Welcome(), HEADS),
    "help, principal": (Help(), WITH_PAGES),
    "who sees what, principal": (WhoSeesWhat(), WITH_PAGES),
    "who sees what, who may send a page": (WhoSeesWhat(), SENDS),
    "settings, principal": (SettingsPage(), WITH_PAGES),
}
