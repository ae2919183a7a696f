"""Questions of any dialog: as a form, one by one, left, put aside.

Nothing here knows a dialog: what is drawn is what dialogs/flow.py says its steps are, in the words of its keys.
"""

from bot.cards.card import (
    BUTTON_LIMIT,
    INPUT_TEXT_LIMIT,
    OPTION_LIMIT,
    Block,
    Button,
    Card,
    ChoiceInput,
    DateInput,
    Drawing,
    Input,
    Option,
    Paragraph,
    People,
    TextInput,
)
from bot.cards.parts import buttons, card, clipped, first_ways_on
from bot.cards.previews import PREVIEWED
from bot.texts.facts import facts_in, told
from bot.texts.words import Speech
from community.messages import Ask, Cancelled, NothingOpen, PutAside, StillForThis
from community.views import AskView, PersonView
from dialogs import DIALOGS
from dialogs.steps import Choice, Day, ShortText, Step

_ONE_LINE = 80
"""Characters: a longer answer gets a field of several lines."""


def ask(message: Ask, seen: AskView, speech: Speech) -> Card:
    """The open question: the whole form where it is to be shown at once, else this step alone."""
    asking = _Asking(message, seen, speech)
    return asking.form() if seen.form else asking.question()


def still_for_this(message: StillForThis, seen: AskView, speech: Speech) -> Card:
    """Whether a text that came late is for this question."""
    facts = facts_in(speech, DIALOGS[message.dialog], seen.dialog_view)
    about = speech(f"{message.dialog}.{message.step}.about", **facts)
    return card(
        speech,
        Paragraph(speech("still_for_this.p1", about=about)),
        buttons=buttons(speech, "still.yes", "still.no"),
    )


def cancelled(message: Cancelled, person: PersonView, speech: Speech) -> Card:
    """Left; what was kept stays."""
    return card(speech, Paragraph(speech("cancelled.p1")), buttons=buttons(speech, *first_ways_on(person)))


def put_aside(message: PutAside, seen: None, speech: Speech) -> Card:
    """Waiting for « reprendre »."""
    return card(
        speech,
        Paragraph(speech("put_aside.p1", name=speech(f"{message.dialog}.name"))),
        buttons=buttons(speech, "say.resume"),
    )


def nothing_open(message: NothingOpen, person: PersonView, speech: Speech) -> Card:
    """Nothing to cancel, skip or resume; what works instead."""
    return card(speech, Paragraph(speech("nothing_open.p1")), buttons=buttons(speech, *first_ways_on(person)))


class _Asking:
    """One step of one dialog, for one reader."""

    def __init__(self, message: Ask, seen: AskView, speech: Speech) -> None:
        self.message = message
        self.seen = seen
        self.speech = speech
        self.dialog = DIALOGS[message.dialog]
        self.step = self.dialog.steps[message.step]
        self.facts = facts_in(speech, self.dialog, seen.dialog_view)
        self._variant = self.dialog.variant_of(seen.dialog_view, seen.draft)

    def word(self, part: str) -> str:
        """The dialog's words for ``part``, in its variant if it has one; empty where it has none."""
        for variant in self._variant.split():
            if self.speech.has(f"{self.dialog.key}.{part}.{variant}"):
                return self.speech(f"{self.dialog.key}.{part}.{variant}", **self.facts)
        key = f"{self.dialog.key}.{part}"
        return self.speech(key, **self.facts) if self.speech.has(key) else ""

    def form(self) -> Card:
        """All steps at once: what was given is in the fields, what isn't taken says why in its field."""
        title = self.word("title")
        examples = [line for name in self.dialog.steps for line in self._example(name)]
        return Card(
            text=title,
            title=title,
            blocks=(*self._before(), *_shown(self.word("intro")), *examples, *self._help()),
            inputs=tuple(self._input(step) for step in self.dialog.steps.values()),
            after=_shown(self.word("note"), subtle=True),
            buttons=(
                Button(f"form.{self.message.dialog}", self.word("submit"), submits=True, primary=True),
                *(self._ways_out(form=True) if self.dialog.steered else ()),
                *self._side_buttons(),
            ),
            locale=self.speech.locale,
        )

    def question(self) -> Card:
        """This step alone; the dialog introduces itself at the first."""
        first = self.message.step == self.dialog.begins_at(self.seen.dialog_view)
        options = self._options(self.step)
        many = len(options) >= BUTTON_LIMIT
        asked = self.word(f"{self.message.step}.ask")
        field = self.seen.fields and not isinstance(self.step, Choice)
        note = _shown(self.word("note"), subtle=True) if first or self.message.step in self.dialog.confirms else ()
        return Card(
            text=asked,
            title=self.word("title") if first else "",
            blocks=(
                *self._before(),
                *(_shown(self.word("intro")) if first and self.word("intro") != asked else ()),
                *self._quoted(),
                *self._previewed(),
                *(() if field else self._standing_answer()),
                *(() if field and not self.word(f"{self.message.step}.label") else (Paragraph(asked),)),
                *self._example(self.message.step),
                *self._help(),
                *(self._numbered(options) if many else ()),
                *(() if field else note),
            ),
            inputs=(self._input(self.step),) if field else (),
            after=note if field else (),
            buttons=(
                *((Button("fill", self._go_on(), submits=True, primary=True),) if field else ()),
                *(() if many else (Button(f"answer.{o.value}", clipped(o.label)) for o in options)),
                *(self._side_buttons() if first and not self.dialog.steered else ()),
                *self._ways_out(),
                *(self._side_buttons() if self.dialog.steered else ()),
            )[:BUTTON_LIMIT],
            locale=self.speech.locale,
        )

    def _before(self) -> tuple[Block, ...]:
        """What is to be known before reading the question."""
        lines: list[Block] = []
        if self.message.aged:
            lines.append(Paragraph(self.speech("ask.aged"), subtle=True))
        if self.message.fault:
            lines.append(Paragraph(self._fault(self.step, self.message.fault, self.message.length), strong=True))
        if self.seen.several and self.seen.community:
            lines.append(Paragraph(self.speech("ask.community", community=self.seen.community), subtle=True))
        return tuple(lines)

    def _quoted(self) -> tuple[Block, ...]:
        """The words, somebody's, that the question is about."""
        quoted = self.dialog.quoted(self.seen.dialog_view)
        return (People(quoted),) if quoted and self.message.step not in self.dialog.confirms else ()

    def _previewed(self) -> tuple[Block, ...]:
        """What would be sent, part by part, as it would be read."""
        if self.message.step not in self.dialog.confirms:
            return ()
        read = self.dialog.as_read(self.seen.dialog_view, self.seen.draft)
        if read is not None:
            return PREVIEWED[type(read)](read, self.speech)
        parts = self.dialog.previewed(self.seen.dialog_view, self.seen.draft)
        return tuple(
            block
            for name, words in parts.items()
            for block in (*_shown(self.word(f"{self.message.step}.part.{name}"), subtle=True), self._part(name, words))
        )

    def _part(self, name: str, words: str) -> Block:
        """Somebody's words; of a choice among words of ours, those."""
        step = self.dialog.steps.get(name)
        ours = isinstance(step, Choice) and words in step.fixed
        return Paragraph(self.word(f"{name}.option.{words}")) if ours else People(words)

    def _go_on(self) -> str:
        """What the button under a field says: the dialog's own word, else « Suivant »."""
        return self.word(f"{self.message.step}.submit") or self.speech("button.fill")

    def _standing_answer(self) -> tuple[Block, ...]:
        """What was written for this step before, to be read again."""
        given = "" if isinstance(self.step, Choice) else self.seen.draft.get(self.step.name, "")
        return (People(given),) if given and given != self.dialog.quoted(self.seen.dialog_view) else ()

    def _example(self, step: str) -> tuple[Block, ...]:
        """An example, as long as there is no answer to start from."""
        return () if self.seen.draft.get(step) else _shown(self.word(f"{step}.example"), subtle=True)

    def _help(self) -> tuple[Block, ...]:
        return _shown(self.word(f"{self.message.step}.help")) if self.message.help else ()

    def _fault(self, step: Step, key: str, length: int | None) -> str:
        texts = (given for given in (step, *self.dialog.steps.values()) if isinstance(given, ShortText))
        return self.speech(f"fault.{key}", limit=next((text.limit for text in texts), 0), length=length or 0)

    def _input(self, step: Step) -> Input:
        label = self.word(f"{step.name}.label") or self.word(f"{step.name}.ask")
        value = self.seen.draft.get(step.name, "")
        fault = self.seen.faults.get(step.name)
        error = self._fault(step, *fault) if fault else ""
        missing = "" if step.optional else self.speech("fault.empty")
        if isinstance(step, Choice):
            options = self._options(step)
            return ChoiceInput(
                step.name,
                label,
                options,
                value=value if any(option.value == value for option in options) else "",
                required=not step.optional,
                error=error,
                missing=missing,
            )
        if isinstance(step, Day):
            first, last = step.between(self.seen.dialog_view)
            return DateInput(
                step.name,
                label,
                value=value,
                first=first.isoformat(),
                last=last.isoformat(),
                required=not step.optional,
                error=error,
                missing=missing,
            )
        limit = step.limit if isinstance(step, ShortText) else INPUT_TEXT_LIMIT
        return TextInput(
            step.name,
            label,
            value=value,
            placeholder=self.word(f"{step.name}.placeholder"),
            limit=limit,
            multiline=limit > _ONE_LINE,
            required=not step.optional,
            error=error,
            missing=missing,
        )

    def _options(self, step: Step) -> tuple[Option, ...]:
        if not isinstance(step, Choice):
            return ()
        named = {value: str(told(self.speech, name)) for value, name in step.names(self.seen.dialog_view).items()}
        return tuple(
            Option(value, clipped(named.get(value) or self.word(f"{step.name}.option.{value}"), OPTION_LIMIT))
            for value in step.options(self.seen.dialog_view)
        )

    def _numbered(self, options: tuple[Option, ...]) -> tuple[Block, ...]:
        lines = [
            Paragraph(self.speech("ask.numbered", number=number, option=option.label))
            for number, option in enumerate(options, 1)
        ]
        return (*lines, Paragraph(self.speech("ask.by_number")))

    def _side_buttons(self) -> tuple[Button, ...]:
        return tuple(
            Button(b.verb, b.label)
            for b in buttons(
                self.speech, *self.dialog.beside(self.seen.dialog_view), kind=self.dialog.key, **self.facts
            )
        )

    def _ways_out(self, *, form: bool = False) -> tuple[Button, ...]:
        """« Passer » where the step may be, « Retour » where there is something before, else the door."""
        skips = form or not isinstance(self.step, Choice)
        verbs = [
            *(["say.skip"] if self.step.optional and skips else []),
            *(["say.back"] if self.seen.back else []),
            "say.later" if self.seen.back or self.dialog.steered else "say.cancel",
        ]
        return tuple(Button(b.verb, b.label) for b in buttons(self.speech, *verbs))


def _shown(text: str, *, subtle: bool = False) -> tuple[Block, ...]:
    return (Paragraph(text, subtle=subtle),) if text else ()


DRAWN: dict[str, Drawing] = {
    "ask": ask,
    "still_for_this": still_for_this,
    "cancelled": cancelled,
    "put_aside": put_aside,
    "nothing_open": nothing_open,
}
