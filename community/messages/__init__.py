"""What each message is about: ids, keys, numbers and dates, never anyone's words.

Words, looks and rights are decided when a message is sent, for the person who reads it. A new message is a class in
its noun's file here, a line in the delivery table (community/delivery.py), a card (bot/cards/) and its words
(bot/texts/).
"""

from typing import Annotated

from pydantic import Field, TypeAdapter

from community.messages.about import About
from community.messages.care import Letter, LetterSent, LetterUnsent, Overview, SeenOfMe
from community.messages.challenges import ActionsPage, ChallengeKept, MonthSkipped, MyChallenges, Notebook, ThreeOpen
from community.messages.files import FileGiven, FileLink, FileOffered, FileTold
from community.messages.groups import ChannelBound, ChannelSetup, ChannelUnbound, MeetingMoved, MeetingSet, WhoBinds
from community.messages.guide import GuideReviewDue, WalkLines, WalkMore, WalkNotes, WalkPage
from community.messages.house import (
    Ask,
    Cancelled,
    Help,
    InPrivate,
    NotForYou,
    NothingOpen,
    NotUnderstood,
    PutAside,
    StillForThis,
    Thanks,
    TooMuch,
    Welcome,
    WhomToAsk,
    WhoSeesWhat,
)
from community.messages.peers import OwnChallenge, QuestionsOnly, TeamChallenge, TryKept
from community.messages.principal import OwnPrincipalPage, PrincipalAnswer, PrincipalOutcome, PrincipalPage
from community.messages.reports import CarriedOver, LetGo, NothingToReport, ReportKept
from community.messages.settings import (
    AccountLinked,
    AccountUnlinked,
    FewerChosen,
    HoursChosen,
    LanguageChosen,
    Paused,
    PauseEnded,
    SettingsPage,
)
from community.messages.sharing import (
    ChallengeShown,
    ChallengeWithdrawn,
    NotShown,
    PeerAnswer,
    PeerBundle,
    PeerQuestion,
    SharedCard,
    TeamChallenges,
    ThreadWords,
    WordsSent,
)
from community.messages.steps import (
    AnswerPosted,
    ComeBack,
    ComingBack,
    NotAnswered,
    QuestionPosted,
    SmallerKept,
    TeamAnswered,
    TeamAnswerSent,
    TeamAsked,
    TeamUnasked,
)
from community.messages.syntheses import CitationAnswered, CitationAsked, NothingToGather, Synthesis, SynthesisDraft
from community.messages.traces import NothingToTrace, TraceAnswered, TraceAsked, TraceKept
from community.messages.walk_shares import WalkShared, WalkSharedTeam, WalkShares, WalkShareSent, WalkUnshown

Message = Annotated[
    Welcome
    | WhomToAsk
    | Help
    | Thanks
    | NotUnderstood
    | TooMuch
    | Ask
    | StillForThis
    | Cancelled
    | PutAside
    | NothingOpen
    | WhoSeesWhat
    | NotForYou
    | InPrivate
    | ChallengeKept
    | MonthSkipped
    | MyChallenges
    | ThreeOpen
    | ActionsPage
    | Notebook
    | WalkPage
    | WalkLines
    | WalkMore
    | WalkNotes
    | GuideReviewDue
    | PrincipalPage
    | PrincipalOutcome
    | OwnPrincipalPage
    | PrincipalAnswer
    | FileOffered
    | FileGiven
    | FileLink
    | FileTold
    | QuestionPosted
    | TeamAsked
    | TeamUnasked
    | TeamAnswered
    | AnswerPosted
    | TeamAnswerSent
    | NotAnswered
    | SmallerKept
    | ComingBack
    | ComeBack
    | WalkShared
    | WalkSharedTeam
    | WalkShareSent
    | WalkShares
    | WalkUnshown
    | ChallengeShown
    | ChallengeWithdrawn
    | SharedCard
    | NotShown
    | TeamChallenges
    | TeamChallenge
    | OwnChallenge
    | QuestionsOnly
    | TryKept
    | WordsSent
    | ThreadWords
    | PeerQuestion
    | PeerAnswer
    | PeerBundle
    | ReportKept
    | CarriedOver
    | LetGo
    | NothingToReport
    | TraceKept
    | TraceAsked
    | TraceAnswered
    | NothingToTrace
    | ChannelSetup
    | ChannelBound
    | ChannelUnbound
    | WhoBinds
    | MeetingSet
    | MeetingMoved
    | Overview
    | SeenOfMe
    | LetterSent
    | LetterUnsent
    | Letter
    | NothingToGather
    | SynthesisDraft
    | CitationAsked
    | CitationAnswered
    | Synthesis
    | SettingsPage
    | LanguageChosen
    | AccountUnlinked
    | AccountLinked
    | HoursChosen
    | Paused
    | PauseEnded
    | FewerChosen,
    Field(discriminator="kind"),
]

MESSAGE: TypeAdapter[Message] = TypeAdapter(Message)
"""Reads and writes any message as JSON."""

__all__ = [
    "MESSAGE",
    "About",
    "AccountLinked",
    "AccountUnlinked",
    "ActionsPage",
    "AnswerPosted",
    "Ask",
    "Cancelled",
    "CarriedOver",
    "ChallengeKept",
    "ChallengeShown",
    "ChallengeWithdrawn",
    "ChannelBound",
    "ChannelSetup",
    "ChannelUnbound",
    "CitationAnswered",
    "CitationAsked",
    "ComeBack",
    "ComingBack",
    "FewerChosen",
    "FileGiven",
    "FileLink",
    "FileOffered",
    "FileTold",
    "GuideReviewDue",
    "Help",
    "HoursChosen",
    "InPrivate",
    "LanguageChosen",
    "LetGo",
    "Letter",
    "LetterSent",
    "LetterUnsent",
    "MeetingMoved",
    "MeetingSet",
    "Message",
    "MonthSkipped",
    "MyChallenges",
    "NotAnswered",
    "NotForYou",
    "NotShown",
    "NotUnderstood",
    "Notebook",
    "NothingOpen",
    "NothingToGather",
    "NothingToReport",
    "NothingToTrace",
    "Overview",
    "OwnChallenge",
    "OwnPrincipalPage",
    "PauseEnded",
    "Paused",
    "PeerAnswer",
    "PeerBundle",
    "PeerQuestion",
    "PrincipalAnswer",
    "PrincipalOutcome",
    "PrincipalPage",
    "PutAside",
    "QuestionPosted",
    "QuestionsOnly",
    "ReportKept",
    "SeenOfMe",
    "SettingsPage",
    "SharedCard",
    "SmallerKept",
    "StillForThis",
    "Synthesis",
    "SynthesisDraft",
    "TeamAnswerSent",
    "TeamAnswered",
    "TeamAsked",
    "TeamChallenge",
    "TeamChallenges",
    "TeamUnasked",
    "Thanks",
    "ThreadWords",
    "ThreeOpen",
    "TooMuch",
    "TraceAnswered",
    "TraceAsked",
    "TraceKept",
    "TryKept",
    "WalkLines",
    "WalkMore",
    "WalkNotes",
    "WalkPage",
    "WalkShareSent",
    "WalkShared",
    "WalkSharedTeam",
    "WalkShares",
    "WalkUnshown",
    "Welcome",
    "WhoBinds",
    "WhoSeesWhat",
    "WhomToAsk",
    "WordsSent",
]
