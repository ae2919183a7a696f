"""The report of a challenge."""

from typing import Literal

from community.messages.about import About


class ReportKept(About):
    """The report as kept, who reads it, and the four doors."""

    kind: Literal["report_kept"] = "report_kept"
    challenge_id: str


class CarriedOver(About):
    """« Remettre »: to which day; nothing else changes."""

    kind: Literal["carried_over"] = "carried_over"
    challenge_id: str


class LetGo(About):
    """« Laisser »: what was noted stays in the notebook."""

    kind: Literal["let_go"] = "let_go"
    challenge_id: str


class NothingToReport(About):
    """« bilan » without a challenge it could be of. ``ended``: the challenge pressed was left or skipped."""

    kind: Literal["nothing_to_report"] = "nothing_to_report"
    ended: bool = False
