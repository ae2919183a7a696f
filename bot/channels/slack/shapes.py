"""The parts of Slack's payloads that are read, and nothing else of them.

Sources: Slack's reference of events, interaction payloads and slash commands. Slack adds fields at any time: those
that aren't named here are ignored.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
"""A workspace, a person, a conversation."""
Token = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._-]{1,96}$")]
"""An event, a trigger, a message, a form's hash: an id and one of these are short enough, together, for the inbox."""
Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.:-]{1,255}$")]
"""An input of ours."""


class Shape(BaseModel):
    """A part of a payload: of the right types, kept as it came."""

    model_config = ConfigDict(frozen=True, strict=True, extra="ignore", hide_input_in_errors=True)


class Challenge(Shape):
    """Slack asks whether this address is ours."""

    challenge: Annotated[str, StringConstraints(min_length=1, max_length=500)]


class EventType(Shape):
    """What an event is."""

    type: str


class AnyEvent(Shape):
    """An event, whatever it tells."""

    event: EventType


class Authorization(Shape):
    """Where the app is installed, and as whom."""

    team_id: Id | None = None
    enterprise_id: Id | None = None
    user_id: Id | None = None


class Message(Shape):
    """A message in a private chat, or one that mentions the app."""

    type: Literal["message", "app_mention"]
    channel: Id
    subtype: str | None = None
    channel_type: str | None = None
    user: Id | None = None
    bot_id: str | None = None
    text: str | None = None
    team: Id | None = None
    user_team: Id | None = None
    thread_ts: Token | None = None


class EventCallback(Shape):
    """An event. ``event_id`` is the same when it is delivered again."""

    team_id: Id
    event_id: Token
    event: Message
    authorizations: tuple[Authorization, ...] = Field(default=(), strict=False)
    is_ext_shared_channel: bool = False


class Team(Shape):
    """The workspace of an interaction."""

    id: Id
    enterprise_id: Id | None = None


class Person(Shape):
    """Who pressed or submitted."""

    id: Id
    team_id: Id | None = None


class Target(Shape):
    """What our buttons carry, and our forms in ``private_metadata``."""

    model_config = ConfigDict(extra="forbid")

    card: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{0,64}$")]
    verb: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.:-]{1,64}$")]
    revision: Annotated[int, Field(ge=0, le=2**31 - 1)]


class Choice(Shape):
    """The option chosen."""

    value: str


class Value(Shape):
    """What one input holds: a text, a choice or a day, ``None`` while it is empty."""

    value: str | None = None
    selected_option: Choice | None = None
    selected_date: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d\d-\d\d$")] | None = None


def _object(value: Any) -> Any:
    """Slack writes an object without anything in it as an empty list, at times."""
    return {} if value == [] else value


class State(Shape):
    """What the inputs hold, by block then by action."""

    values: Annotated[dict[Name, dict[str, Value]], BeforeValidator(_object), Field(max_length=100)] = Field(
        default_factory=dict
    )


class Conversation(Shape):
    """Where a pressed message is."""

    id: Id


class Container(Shape):
    """The message a button is in, and the thread that message is in."""

    thread_ts: Token | None = None


class Action(Shape):
    """One press."""

    type: str
    action_id: str = ""
    value: str | None = None
    action_ts: Token | None = None


class PressedView(Shape):
    """The form a button is in."""

    id: Id


class BlockActions(Shape):
    """A press, in a message (``channel`` says where) or in a form (``view``)."""

    team: Team | None = None
    user: Person
    actions: Annotated[tuple[Action, ...], Field(min_length=1, max_length=25, strict=False)]
    channel: Conversation | None = None
    container: Container | None = None
    view: PressedView | None = None
    trigger_id: Token | None = None
    state: State | None = None


class View(Shape):
    """A form, as submitted."""

    id: Id
    private_metadata: str
    hash: Token | None = None
    state: State
    app_installed_team_id: Id | None = None


class ViewSubmission(Shape):
    """A form sent."""

    team: Team | None = None
    user: Person
    view: View
    trigger_id: Token | None = None


class Command(Shape):
    """A slash command. All its fields are texts: it comes as a form."""

    team_id: Id
    user_id: Id
    enterprise_id: Id | None = None
    channel_id: Id
    trigger_id: Token
    text: str = ""
