"""What a dialog, or a press, may ask for: one file a noun. A handler in bot/handlers carries it out, and checks again
before it does.
"""

from community.commands.about import Command
from community.commands.actions import AddAction, HideAction, NoteAction, ShowAction, TurnTried
from community.commands.care import AnswerLetter, SignalMe, WriteLetter
from community.commands.challenges import KeepChallenge, SkipMonth
from community.commands.files import TakeFile
from community.commands.groups import BeginWithout, BindChannel, SetMeeting, UnbindChannel
from community.commands.guide import (
    BeginWalk,
    KeepGuideAnswer,
    LetNoteGo,
    LookCloser,
    NoteLine,
    ShareWalk,
    TurnTo,
    WalkAll,
    WithdrawShare,
)
from community.commands.peers import LeaveWords, SendAnswer, SendWords, TryToo
from community.commands.principal import (
    ConfirmOutcome,
    DropPage,
    KeepPrincipalPage,
    ReplyToOutcome,
    WithdrawPage,
    WriteOutcome,
)
from community.commands.reports import ChooseReaders, FillDoor, KeepLink, KeepNext, KeepReport
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
from community.commands.steps import (
    AnswerQuestion,
    AskTeam,
    ComeBackTo,
    DropReturn,
    MakeSmaller,
    TalkAbout,
    WithdrawQuestion,
)
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
    "AddAction",
    "AgainOf",
    "AnswerCitation",
    "AnswerLetter",
    "AnswerQuestion",
    "AnswerTrace",
    "AskCitations",
    "AskTeam",
    "BeginWalk",
    "BeginWithout",
    "BindChannel",
    "ChooseHours",
    "ChooseLanguage",
    "ChooseReaders",
    "ComeBackTo",
    "Command",
    "ConfirmOutcome",
    "DropPage",
    "DropReturn",
    "DropSynthesis",
    "DropTrace",
    "EndPause",
    "FewerOf",
    "FillDoor",
    "HearOfMeetings",
    "HideAction",
    "KeepChallenge",
    "KeepGuideAnswer",
    "KeepLink",
    "KeepMessage",
    "KeepNext",
    "KeepPrincipalPage",
    "KeepReport",
    "LeaveWords",
    "LetNoteGo",
    "LinkAccount",
    "LookCloser",
    "MakeSmaller",
    "NoteAction",
    "NoteLine",
    "OpenSynthesis",
    "PauseUntil",
    "PostSynthesis",
    "ReplyToOutcome",
    "SendAnswer",
    "SendWords",
    "SetMeeting",
    "ShareWalk",
    "ShowAction",
    "ShowChallenge",
    "SignalMe",
    "SkipMonth",
    "TakeFile",
    "TalkAbout",
    "TryToo",
    "TurnTo",
    "TurnTried",
    "UnbindChannel",
    "UnlinkAccount",
    "WalkAll",
    "WithdrawChallenge",
    "WithdrawPage",
    "WithdrawQuestion",
    "WithdrawShare",
    "WithdrawSynthesis",
    "WriteLetter",
    "WriteOutcome",
    "WriteSynthesis",
]
