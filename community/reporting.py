"""What may be reported, what goes on, and who reads a report: the rules of DOMAIN.md §4.5."""

from community.challenge import ChallengeState, Readers
from community.report import NextStep
from community.views import OwnChallengeView


def reportable(own: OwnChallengeView) -> bool:
    """Whether a report may be made of it, or changed: it is open, or was ended by its report."""
    return own.challenge.state is ChallengeState.OPEN or (
        own.report is not None and own.challenge.state in (ChallengeState.REPORTED, ChallengeState.LEFT)
    )


def goes_on(own: OwnChallengeView) -> bool:
    """Whether another challenge goes on from it: its report says so."""
    return own.report is not None and own.report.next in (NextStep.CONTINUE, NextStep.ADAPT)


def read_by(own: OwnChallengeView) -> Readers:
    """Who reads the report, or would: those it has, else the team of a challenge that is shown, else nobody else."""
    if own.report is not None:
        return own.report.readers
    return Readers.ME if own.challenge.readers is Readers.ME else Readers.TEAM
