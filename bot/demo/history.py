"""What happened in the demo's communities before its clock starts, read from the files beside this one.

It is no picture of a past: :mod:`bot.demo.replay` has everybody type and press it, at its hour, so that all of it is
as true as what is played on the page.
"""

import tomllib
from datetime import date, datetime
from importlib import resources

from pydantic import BaseModel, ConfigDict, Field

from bot.demo.people import Scene
from community.challenge import Readers, ToolUser, Wants
from community.peers import WordsKind
from community.principal import Ages, Opening
from community.report import Came, NextStep
from community.walk import Answer


class _Told(BaseModel):
    """Frozen, and nothing but what is declared. Times are those of the wall."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Bound(_Told):
    """A channel (its key in the scene) is bound to its group by who runs the community."""

    channel: str
    at: datetime


class Meeting(_Told):
    """The next meeting of a group is set for a day; ``group`` is the name of its channel."""

    group: str
    on: date
    at: datetime


class Following(_Told):
    """The challenge that a report leads on to."""

    question: str
    tool_user: ToolUser
    shown: datetime | None = None
    classroom: str = ""
    sign: str = ""
    wants: Wants = Wants.IDEAS
    report: "Report | None" = None


class Report(_Told):
    """What somebody made of a challenge. Doors left empty are not opened, and what is put off needs no sentence.

    ``later`` is the report that came of it once it had been carried over.
    """

    at: datetime
    came: Came
    sentence: str
    next: NextStep
    readers: Readers
    pride: str = ""
    learners: str = ""
    stuck: str = ""
    following: Following | None = None
    later: "Report | None" = None


class Words(_Told):
    """What a peer sends under a shown challenge; for « J'essaie aussi », ``text`` is their own question."""

    who: str
    at: datetime
    kind: WordsKind
    text: str
    answered: datetime | None = None
    answer: str = ""
    tool_user: ToolUser = ToolUser.UNKNOWN
    report: Report | None = None


class Challenge(_Told):
    """One person's question, and what came of it. ``who`` is an address of the roster before its @."""

    who: str
    at: datetime
    question: str
    tool_user: ToolUser
    shown: datetime | None = None
    channel: str | None = None
    classroom: str = ""
    sign: str = ""
    wants: Wants = Wants.IDEAS
    words: tuple[Words, ...] = ()
    report: Report | None = None
    withdrawn: datetime | None = None


class Answered(_Told):
    """What is answered to the next question of the guide, and the note beside it."""

    answer: Answer
    note: str = ""


class PageSent(_Told):
    """The page that a teacher sends to the principal whose name is ``to``; ``tool`` as it reads among the options."""

    at: datetime
    to: str
    classroom: str
    ages: Ages
    tool: str
    opening: Opening
    chosen: str


class Walk(_Told):
    """A walk through the guide, as far as it went: about ``project``, without one about one's oldest open challenge."""

    who: str
    at: datetime
    project: str = ""
    answers: tuple[Answered, ...]
    page: PageSent | None = None


class History(_Told):
    """All that happened in one community, in no order but each challenge's own."""

    bound: tuple[Bound, ...] = ()
    meetings: tuple[Meeting, ...] = Field((), alias="meeting")
    challenges: tuple[Challenge, ...] = Field((), alias="challenge")
    walks: tuple[Walk, ...] = Field((), alias="walk")


def read(scene: Scene) -> History:
    """The history of a scene."""
    text = resources.files("bot.demo").joinpath(f"{scene.key}.toml").read_text(encoding="utf-8")
    return History.model_validate(tomllib.loads(text))
