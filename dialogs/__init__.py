"""How one talks: every conversation, and what each keyword starts or says.

Nothing here sends or saves. A new dialog is a file beside this one and a line in each of the two tables below.
"""

from community.keywords import Keyword
from community.messages import (
    Help,
    Message,
    MyChallenges,
    Notebook,
    Overview,
    SettingsPage,
    TeamChallenges,
    Thanks,
    WhoSeesWhat,
)
from dialogs.actions import ActionDialog, NoteDialog
from dialogs.again import AgainDialog
from dialogs.ask_team import AskTeamDialog, TeamAnswerDialog
from dialogs.challenge import ChallengeDialog
from dialogs.channel import BindDialog, UnbindDialog
from dialogs.doors import LearnersDialog, PrideDialog, StuckDialog, TraceDialog
from dialogs.flow import Dialog
from dialogs.guide import GuideCheckDialog, GuideDialog, GuideOpenDialog
from dialogs.hours import HoursDialog
from dialogs.keep_trace import KeepTraceDialog
from dialogs.language import LanguageDialog
from dialogs.letter import LetterBackDialog, LetterDialog
from dialogs.meeting import MeetingDialog
from dialogs.next_challenge import NextChallengeDialog
from dialogs.next_steps import SmallerDialog, TalkDialog
from dialogs.pause import PauseDialog
from dialogs.peers import AnswerDialog, QuestionDialog, SuggestDialog
from dialogs.principal import PrincipalOutcomeDialog, PrincipalPageDialog, PrincipalReplyDialog
from dialogs.report import ReadersDialog, ReportDialog
from dialogs.share_walk import ShareWalkDialog
from dialogs.show import RewordDialog, ShowDialog
from dialogs.synthesis import DropSynthesisDialog, SynthesisDialog, SynthesisWordsDialog
from dialogs.trying import AdaptDialog, TryTooDialog
from dialogs.unsent import UnsentDialog
from dialogs.which_challenge import WhichChallengeDialog
from dialogs.which_community import WhichCommunityDialog

DIALOGS: dict[str, type[Dialog]] = {
    dialog.key: dialog
    for dialog in (
        AdaptDialog,
        AnswerDialog,
        ActionDialog,
        ChallengeDialog,
        GuideDialog,
        GuideCheckDialog,
        GuideOpenDialog,
        PrincipalPageDialog,
        PrincipalOutcomeDialog,
        PrincipalReplyDialog,
        AskTeamDialog,
        TeamAnswerDialog,
        TalkDialog,
        SmallerDialog,
        ShareWalkDialog,
        KeepTraceDialog,
        SynthesisDialog,
        SynthesisWordsDialog,
        DropSynthesisDialog,
        LanguageDialog,
        QuestionDialog,
        SuggestDialog,
        TryTooDialog,
        UnsentDialog,
        LearnersDialog,
        NextChallengeDialog,
        NoteDialog,
        PrideDialog,
        ReadersDialog,
        ReportDialog,
        StuckDialog,
        TraceDialog,
        BindDialog,
        MeetingDialog,
        RewordDialog,
        ShowDialog,
        UnbindDialog,
        WhichChallengeDialog,
        WhichCommunityDialog,
        HoursDialog,
        PauseDialog,
        AgainDialog,
        LetterDialog,
        LetterBackDialog,
    )
}

STARTS: dict[Keyword, type[Dialog]] = {
    Keyword.CHALLENGE: ChallengeDialog,
    Keyword.REPORT: ReportDialog,
    Keyword.LANGUAGE: LanguageDialog,
    Keyword.COMMUNITY: WhichCommunityDialog,
    Keyword.SYNTHESIS: SynthesisDialog,
    Keyword.GUIDE: GuideDialog,
}
"""Keywords that open a conversation."""

SAYS: dict[Keyword, Message] = {
    Keyword.HELP: Help(),
    Keyword.GREETING: Help(),
    Keyword.THANKS: Thanks(),
    Keyword.MY_CHALLENGES: MyChallenges(),
    Keyword.TEAM_CHALLENGES: TeamChallenges(),
    Keyword.NOTEBOOK: Notebook(),
    Keyword.SETTINGS: SettingsPage(),
    Keyword.WHO_SEES_WHAT: WhoSeesWhat(),
    Keyword.OVERVIEW: Overview(),
}
"""Keywords that are answered with one message."""
