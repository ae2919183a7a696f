"""The few Adaptive Card elements that are drawn, as they are in JSON (schema 1.5)."""

from typing import Literal, NotRequired, TypedDict


class TextRun(TypedDict):
    """Text that no client reads as Markdown."""

    type: Literal["TextRun"]
    text: str
    weight: NotRequired[Literal["Bolder"]]
    isSubtle: NotRequired[bool]
    color: NotRequired[Literal["Attention"]]
    size: NotRequired[Literal["Large"]]


class RichTextBlock(TypedDict):
    """A paragraph of runs; it wraps by itself."""

    type: Literal["RichTextBlock"]
    inlines: list[TextRun]
    spacing: NotRequired[Literal["Small"]]


class TextBlock(TypedDict):
    """A paragraph that clients read as Markdown: our own words only, and only when they hold none."""

    type: Literal["TextBlock"]
    text: str
    wrap: Literal[True]
    weight: NotRequired[Literal["Bolder"]]
    isSubtle: NotRequired[bool]
    color: NotRequired[Literal["Attention"]]
    size: NotRequired[Literal["Large"]]
    style: NotRequired[Literal["heading"]]
    spacing: NotRequired[Literal["Small"]]


class InputText(TypedDict):
    """A field to write in; ``value`` is plain text."""

    type: Literal["Input.Text"]
    id: str
    label: str
    maxLength: int
    isMultiline: NotRequired[Literal[True]]
    placeholder: NotRequired[str]
    value: NotRequired[str]
    isRequired: NotRequired[Literal[True]]
    errorMessage: NotRequired[str]


class InputChoice(TypedDict):
    """One option."""

    title: str
    value: str


class InputChoiceSet(TypedDict):
    """One choice among some."""

    type: Literal["Input.ChoiceSet"]
    id: str
    label: str
    style: Literal["expanded", "compact"]
    wrap: Literal[True]
    choices: list[InputChoice]
    value: NotRequired[str]
    isRequired: NotRequired[Literal[True]]
    errorMessage: NotRequired[str]


class InputDate(TypedDict):
    """A day, between two where they are given; each as « 2025-10-31 »."""

    type: Literal["Input.Date"]
    id: str
    label: str
    value: NotRequired[str]
    min: NotRequired[str]
    max: NotRequired[str]
    isRequired: NotRequired[Literal[True]]
    errorMessage: NotRequired[str]


class PressData(TypedDict):
    """What comes back with a press."""

    card: str
    verb: str
    revision: int


class ActionSubmit(TypedDict):
    """What a client does that doesn't know ``Action.Execute``: it sends a message."""

    type: Literal["Action.Submit"]
    title: str
    data: PressData
    associatedInputs: NotRequired[Literal["none"]]


class ActionExecute(TypedDict):
    """A press, answered at once."""

    type: Literal["Action.Execute"]
    title: str
    verb: str
    data: PressData
    fallback: ActionSubmit
    associatedInputs: NotRequired[Literal["none"]]


class ActionOpenUrl(TypedDict):
    """A way out to a file of ours."""

    type: Literal["Action.OpenUrl"]
    title: str
    url: str


class ActionSet(TypedDict):
    """The links and the buttons."""

    type: Literal["ActionSet"]
    actions: list[ActionOpenUrl | ActionExecute]


Element = TextBlock | RichTextBlock | InputText | InputChoiceSet | InputDate | ActionSet


class AdaptiveCard(TypedDict):
    """A card."""

    type: Literal["AdaptiveCard"]
    version: Literal["1.5"]
    lang: str
    fallbackText: str
    body: list[Element]


ELEMENTS = frozenset(
    {
        "TextBlock",
        "RichTextBlock",
        "TextRun",
        "Input.Text",
        "Input.ChoiceSet",
        "Input.Date",
        "ActionSet",
        "Action.Execute",
        "Action.OpenUrl",
    }
)
"""Every ``type`` in the body of a card of ours: whoever draws these draws all of it. (``Action.Submit`` stands in as a
fallback only.)
"""
