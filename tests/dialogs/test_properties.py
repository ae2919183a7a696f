"""Whatever is said, in whatever order, however late, from whatever version: the engine stands."""

from contextlib import ExitStack

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

import dialogs
from bot.texts.hearing import NEVER_OFFERED
from community.challenge import QUESTION_LIMIT, ToolUser
from community.keywords import Keyword
from community.roles import Role
from community.talk import TRANSITIONS
from dialogs.flow import Dialog
from dialogs.said import Chosen, Filled, Steered, StillPressed
from dialogs.steps import Typed
from tests.dialogs import test_keywords as keywords
from tests.dialogs import test_lapse as late
from tests.dialogs.conversation import Conversation, Form, member, play
from tests.dialogs.deploying import WORDS, deployed
from tests.dialogs.test_deployments import OneLess, OneMore, Outing, Visit
from tests.dialogs.watching import Watched, recorded

ERRANDS = tuple(type(f"Errand{n}", (Dialog,), {"key": f"errand{n}", **Visit.steps}) for n in range(3))
VERSIONS = [(), ERRANDS, (*ERRANDS, Visit), (*ERRANDS, OneMore), (OneLess, Outing), (Visit, Outing)]
COMMUNITIES = [
    ("COP IA",),
    ("COP IA", "Chantier IA"),
    ("Chantier IA", "Cycle IA"),
    ("COP IA", "Chantier IA", "Cycle IA"),
]
LATER_ON = ("visit", "outing", *(dialog.key for dialog in ERRANDS))
FORMS = ("challenge",)
DIALOGS = ("challenge", "language", "which_community", "visit", "outing", "never was")
STEPS = ("question", "tool_user", "locale", "community", "city", "how", "back_home", "never was")
OPTIONS = (*ToolUser, "fr_CA", "en_CA", "COP IA", "Chantier IA", "train", "bus", "?", "")

words = st.sampled_from(
    sorted(
        word
        for speech in WORDS.spoken()
        for key in (*(f"keyword.{keyword}" for keyword in Keyword), "heard.yes", "heard.no")
        for word in speech(key).split("|")
    )
)
answers = st.sampled_from(
    [
        "Comment lire?",
        "Comment écrire?",
        "How?",
        "1",
        "2",
        "moi",
        "me",
        "English",
        "COP IA",
        "chantier",
        "train",
        "Amos",
    ]
)
oddities = st.sampled_from(
    [
        "",
        "   ",
        "\x00",
        "\u200b",
        "x" * QUESTION_LIMIT,
        "x" * (QUESTION_LIMIT + 1),
        "défit",
        "y" * 3_000,
        "{{DATE(",
        "[x]",
    ]
)
texts = st.one_of(answers, words, oddities, st.text(max_size=40))
maybe = st.sampled_from


class Anything(RuleBasedStateMachine):
    """Somebody who says and presses anything, while the program and the roster change under their hands."""

    def __init__(self) -> None:
        super().__init__()
        self.versions = ExitStack()

    @initialize(communities=st.sampled_from(COMMUNITIES), as_form=st.booleans())
    def begins(self, communities: tuple[str, ...], as_form: bool) -> None:
        self.versions.enter_context(deployed(*ERRANDS))
        self.talk = Watched(member(*communities), as_form=as_form)

    @rule(text=texts)
    def types(self, text: str) -> None:
        self.talk._read(self.talk.step(self.talk.heard(text)))

    @rule(text=answers)
    def types_an_answer(self, text: str) -> None:
        self.types(text)

    @rule(number=st.integers(1, 4), opening=st.sampled_from(["défi", "reprendre"]))
    def answers_well(self, number: int, opening: str) -> None:
        """The open question, with what it takes; where there is none, for one."""
        at = self.talk.talk.at
        if at is None:
            self.types(opening)
        else:
            self.types(f"Comment {number}?" if at.step in ("question", "city") else str(number))

    @rule(
        number=st.integers(1, 4), button=st.sampled_from(["Retour", "Plus tard", "Annuler", "Reprendre", "Moi", "Oui"])
    )
    def presses_a_likely_one(self, number: int, button: str) -> None:
        """After an answer, a button by its name, if there is one."""
        self.answers_well(number, "défi")
        if any(each.label == button for shown in self.talk.screen for each in shown.card.buttons):
            self.talk.says(f"[{button}]")

    @rule(question=st.one_of(answers, texts), tool_user=st.sampled_from([*ToolUser, "", "?"]))
    def fills_in(self, question: str, tool_user: str) -> None:
        if not self.talk.as_form:
            self.types("défi")
        elif any(shown.card.inputs for shown in self.talk.screen):
            self.talk.says(Form(self.submit(), {"question": question, "tool_user": tool_user}))

    def submit(self) -> str:
        """The button of the newest form."""
        return next(shown.card.buttons[0].label for shown in reversed(self.talk.screen) if shown.card.inputs)

    @rule(late=st.integers(11, 60), text=answers, then=st.sampled_from(["oui", "non", "", "passer", "2"]))
    def answers_late(self, late: int, text: str, then: str) -> None:
        self.talk.says(f"+{late} min")
        self.types(text)
        self.types(then)

    @rule(text=texts, minutes=st.integers(11, 60))
    def types_late(self, text: str, minutes: int) -> None:
        self.talk.says(f"+{minutes} min")
        self.types(text)

    @precondition(lambda self: any(shown.card.buttons for shown in self.talk.screen))
    @rule(data=st.data())
    def presses(self, data: st.DataObject) -> None:
        cards = [shown for shown in self.talk.screen if shown.card.buttons]
        card = cards[-1 - data.draw(st.integers(0, min(len(cards), 6) - 1), label="how old")].card
        button = data.draw(st.sampled_from(card.buttons), label="button")
        if button.submits:
            fields = {"question": data.draw(texts), "tool_user": data.draw(st.sampled_from(OPTIONS))}
            self.talk.says(Form(button.label, fields))
        else:
            self.talk.says(f"[{button.label}]")

    @rule(
        said=st.one_of(
            st.builds(
                Typed,
                texts,
                keyword=maybe([None, *Keyword]),
                near=maybe([None, *(keyword for keyword in Keyword if keyword not in NEVER_OFFERED)]),
                option=maybe([None, *OPTIONS]),
                yes=maybe([None, True, False]),
            ),
            st.builds(Chosen, maybe(DIALOGS), maybe(STEPS), maybe(OPTIONS)),
            st.builds(Steered, maybe(Keyword), maybe(DIALOGS), maybe([None, *STEPS])),
            st.builds(StillPressed, st.integers(0, 40), st.booleans()),
            st.builds(
                Filled, maybe(FORMS), st.dictionaries(maybe(STEPS), st.one_of(texts, maybe(OPTIONS)), max_size=3)
            ),
        )
    )
    def forges(self, said: Typed | Chosen | Steered | StillPressed | Filled) -> None:
        """What no channel would send."""
        self.talk._read(self.talk.step(said))

    @rule(dialog=st.sampled_from(["défi", "langue", "communauté", *(f"→ {key}" for key in LATER_ON)]))
    def opens(self, dialog: str) -> None:
        if not dialog.startswith("→ ") or dialog[2:] in dialogs.DIALOGS:
            self.talk.says(dialog)

    @rule(
        seldom=st.integers(0, 5),
        version=st.sampled_from(VERSIONS),
        communities=st.sampled_from(COMMUNITIES),
        roles=st.sampled_from([*[[Role.MEMBER]] * 5, [Role.PRINCIPAL]]),
    )
    def changes(self, seldom: int, version: tuple[type, ...], communities: tuple[str, ...], roles: list[Role]) -> None:
        """Another version is deployed, the roster imported again."""
        if seldom:
            return
        self.versions.close()
        self.versions.enter_context(deployed(*version))
        self.talk.person = member(*communities, roles=roles)

    def teardown(self) -> None:
        self.versions.close()


TestAnything = Anything.TestCase
TestAnything.settings = settings(stateful_step_count=100)


def test_every_move_of_the_table_is_made_in_some_conversation() -> None:
    with recorded() as made:
        late.test_a_late_text_is_let_go_when_the_talk_goes_on("passer")
        for table in (*keywords.TABLES.values(), *keywords.OLD_CARDS.values(), *late.TABLES.values()):
            play(table, Conversation())
    assert set(made) == set(TRANSITIONS)
