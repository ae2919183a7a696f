"""What ``do.…`` and ``show.…`` buttons make: a command, or a message, of the id of what they are about."""

from collections.abc import Callable

from community.commands import (
    AgainOf,
    AnswerCitation,
    AnswerTrace,
    AskCitations,
    BeginWalk,
    BeginWithout,
    Command,
    ConfirmOutcome,
    DropPage,
    DropTrace,
    EndPause,
    FewerOf,
    HearOfMeetings,
    HideAction,
    LetNoteGo,
    LookCloser,
    PostSynthesis,
    ShowAction,
    SignalMe,
    TakeFile,
    TurnTo,
    TurnTried,
    WalkAll,
    WithdrawChallenge,
    WithdrawPage,
    WithdrawSynthesis,
)
from community.files import FileKind
from community.messages import (
    ActionsPage,
    Message,
    Notebook,
    OwnPrincipalPage,
    ReportKept,
    SeenOfMe,
    TeamChallenge,
    TeamChallenges,
    WalkLines,
    WalkMore,
    WalkNotes,
    WalkPage,
)
from community.principal import split_confirming
from community.report import Consent
from community.walk import split_line

DOES: dict[str, Callable[[str], Command]] = {
    "ask_citations": AskCitations,
    "cite_named": lambda citation_id: AnswerCitation(citation_id, Consent.NAMED),
    "cite_no": lambda citation_id: AnswerCitation(citation_id, Consent.REFUSED),
    "cite_unnamed": lambda citation_id: AnswerCitation(citation_id, Consent.UNNAMED),
    "drop_trace": DropTrace,
    "post_synthesis": PostSynthesis,
    "trace_named": lambda trace_id: AnswerTrace(trace_id, Consent.NAMED),
    "trace_no": lambda trace_id: AnswerTrace(trace_id, Consent.REFUSED),
    "trace_unnamed": lambda trace_id: AnswerTrace(trace_id, Consent.UNNAMED),
    "withdraw_synthesis": WithdrawSynthesis,
    "end_pause": lambda _: EndPause(),
    "pause_meetings": lambda _: HearOfMeetings(wanted=True),
    "pause_all": lambda _: HearOfMeetings(wanted=False),
    "fewer": FewerOf,
    "again": AgainOf,
    "signal_off": lambda _: SignalMe(wanted=False),
    "signal_on": lambda _: SignalMe(wanted=True),
    "hide_action": HideAction,
    "show_action": ShowAction,
    "tried": TurnTried,
    "begin_without": BeginWithout,
    "withdraw": WithdrawChallenge,
    "begin_walk": BeginWalk,
    "turn_to": lambda line: TurnTo(*split_line(line)),
    "look_closer": LookCloser,
    "walk_all": WalkAll,
    "take_walk": lambda walk_id: TakeFile(FileKind.WALK, walk_id),
    "link_walk": lambda walk_id: TakeFile(FileKind.WALK, walk_id, by_link=True),
    "goes": lambda line: LetNoteGo(*split_line(line), goes=True),
    "confirm_page": lambda subject: ConfirmOutcome(*split_confirming(subject)),
    "withdraw_page": WithdrawPage,
    "drop_page": DropPage,
    "stays": lambda line: LetNoteGo(*split_line(line), goes=False),
}
"""``do.<name>``: the command; the id is empty where it is about nothing."""

SHOWS: dict[str, Callable[[str], Message]] = {
    "actions": lambda challenge_id: ActionsPage(challenge_id=challenge_id),
    "notebook": lambda _: Notebook(),
    "report": lambda challenge_id: ReportKept(challenge_id=challenge_id),
    "seen_of_me": lambda _: SeenOfMe(),
    "team_challenge": lambda challenge_id: TeamChallenge(challenge_id=challenge_id),
    "team_challenges": lambda _: TeamChallenges(),
    "walk": lambda walk_id: WalkPage(walk_id=walk_id),
    "walk_lines": lambda walk_id: WalkLines(walk_id=walk_id),
    "walk_more": lambda walk_id: WalkMore(walk_id=walk_id),
    "own_page": lambda page_id: OwnPrincipalPage(page_id=page_id),
    "walk_notes": lambda walk_id: WalkNotes(walk_id=walk_id),
}
"""``show.<name>``: the message."""
