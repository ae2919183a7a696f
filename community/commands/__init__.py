"""What a dialog, or a press, may ask for: one file a noun. A handler in bot/handlers carries it out, and checks again
before it does.
"""

from community.commands.about import Command
from community.commands.care import AnswerLetter, SignalMe, WriteLetter
from community.commands.challenges import KeepChallenge, SkipMonth
from community.commands.groups import BeginWithout, BindChannel, SetMeeting, UnbindChannel
from community.commands.peers import LeaveWords, SendAnswer, SendWords, TryToo
from community.commands.settings import (
    AgainOf,
    ChooseHours,
    ChooseLanguage,
    EndPause,
    FewerOf,
    HearOfMeetings,
    LinkAccount,
    PauseUntil,
    UnlinkAccount,
)
from community.commands.showing import ShowChallenge, WithdrawChallenge
from community.commands.syntheses import (
    AnswerCitation,
    AskCitations,
    DropSynthesis,
    OpenSynthesis,
    PostSynthesis,
    WithdrawSynthesis,
    WriteSynthesis,
)
from community.commands.traces import AnswerTrace, DropTrace, KeepMessage

__all__ = [
    "AgainOf",
    "AnswerCitation",
    "AnswerLetter",
    "AnswerTrace",
    "AskCitations",
    "BeginWithout",
    "BindChannel",
    "ChooseHours",
    "ChooseLanguage",
    "Command",
    "DropSynthesis",
    "DropTrace",
    "EndPause",
    "FewerOf",
    "HearOfMeetings",
    "KeepChallenge",
    "KeepMessage",
    "LeaveWords",
    "LinkAccount",
    "OpenSynthesis",
    "PauseUntil",
    "PostSynthesis",
    "SendAnswer",
    "SendWords",
    "SetMeeting",
    "ShowChallenge",
    "SignalMe",
    "SkipMonth",
    "TryToo",
    "UnbindChannel",
    "UnlinkAccount",
    "WithdrawChallenge",
    "WithdrawSynthesis",
    "WriteLetter",
    "WriteSynthesis",
]
