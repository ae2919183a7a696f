"""The facts a dialog or a card needs, frozen when they were loaded."""

from community.views.care import GroupCounts, LetterView, OverviewView, SeenOfMeView, SeenPlace, WriteToView
from community.views.challenges import (
    Action,
    Challenge,
    MonthView,
    MyChallengesView,
    OpenChallengesView,
    OwnChallengeView,
    Report,
    Trace,
)
from community.views.groups import ChannelView, GroupKind, GroupView, MeetingsView
from community.views.peers import AnswerView, OpenedView, PeerView, SentView, TriedView
from community.views.people import Account, AskView, Membership, OrganizationView, PersonView, PrivateView, Quiet
from community.views.quiet import QuietView
from community.views.sharing import BundleView, PeerWords, SharedChallenge, SharedChallengesView, ShownChallenge
from community.views.syntheses import (
    Citation,
    CitationView,
    Gatherable,
    Gathered,
    GatheringView,
    Quote,
    Synthesis,
    SynthesisView,
    WritingView,
)
from community.views.traces import KeepTraceView, TraceAskedView, TraceView

__all__ = [
    "Account",
    "Action",
    "AnswerView",
    "AskView",
    "BundleView",
    "Challenge",
    "ChannelView",
    "Citation",
    "CitationView",
    "Gatherable",
    "Gathered",
    "GatheringView",
    "GroupCounts",
    "GroupKind",
    "GroupView",
    "KeepTraceView",
    "LetterView",
    "MeetingsView",
    "Membership",
    "MonthView",
    "MyChallengesView",
    "OpenChallengesView",
    "OpenedView",
    "OrganizationView",
    "OverviewView",
    "OwnChallengeView",
    "PeerView",
    "PeerWords",
    "PersonView",
    "PrivateView",
    "Quiet",
    "QuietView",
    "Quote",
    "Report",
    "SeenOfMeView",
    "SeenPlace",
    "SentView",
    "SharedChallenge",
    "SharedChallengesView",
    "ShownChallenge",
    "Synthesis",
    "SynthesisView",
    "Trace",
    "TraceAskedView",
    "TraceView",
    "TriedView",
    "WriteToView",
    "WritingView",
]
