"""How a notebook is put together: months newest first, prides first in each, pages that a phone can show."""

from collections.abc import Iterable, Sequence
from datetime import date

from community.challenge import ChallengeState
from community.peers import WordsKind
from community.views import Action, Challenge, Report, Trace
from community.views.notebook import Entry, Noted

PAGE_ENTRIES = 14
PAGE_CHARACTERS = 3500
"""Entries, and characters of one's own words, on one page: Slack shows 50 blocks, Teams takes less than 28 KB."""

Page = tuple[date, tuple[Entry, ...]]


def entries_of(
    challenge: Challenge, report: Report | None, actions: Sequence[Action], traces: Sequence[Trace]
) -> list[Entry]:
    """What a notebook holds of one challenge, its pride apart."""
    found = [Entry(Noted.CHALLENGE, challenge.question or "", challenge=challenge)]
    if report is not None:
        found.append(Entry(Noted.REPORT, report.sentence or "", report=report))
        behind = ((Noted.LEARNERS, report.learners), (Noted.STUCK, report.stuck))
        found += [Entry(noted, text) for noted, text in behind if text]
    found += [Entry(Noted.TRACE, trace.text or trace.link or "", trace=trace) for trace in traces]
    for action in actions:
        found.append(Entry(Noted.ACTION, action.text, action=action))
        found += [Entry(Noted.NOTE, action.note, action=action)] if action.note else []
    return found


def pages_of(
    challenges: Iterable[tuple[Challenge, Report | None, Sequence[Action], Sequence[Trace]]],
    sent: Iterable[tuple[date, WordsKind, str]],
) -> list[Page]:
    """Every page, newest month first; a long month goes on over several.

    ``challenges`` come oldest first, each with what hangs from it; ``sent`` is what was written to peers, with its
    civil date.
    """
    prides: dict[date, list[Entry]] = {}
    others: dict[date, list[Entry]] = {}
    for challenge, report, actions, traces in challenges:
        if report is not None and report.pride:
            prides.setdefault(challenge.month, []).append(Entry(Noted.PRIDE, report.pride, report=report))
        others.setdefault(challenge.month, []).extend(entries_of(challenge, report, actions, traces))
    for day, kind, text in sent:
        others.setdefault(day.replace(day=1), []).append(Entry(Noted.SENT, text, sent=kind))
    return [
        (month, part)
        for month in sorted(prides.keys() | others.keys(), reverse=True)
        for part in _parted([*prides.get(month, []), *others.get(month, [])])
    ]


def to_complete(entries: Iterable[Entry]) -> list[str]:
    """The ids of the challenges whose reports stand among these."""
    return [entry.report.challenge_id for entry in entries if entry.noted is Noted.REPORT and entry.report is not None]


def has_open(challenges: Iterable[Challenge]) -> bool:
    """Whether one of them is open."""
    return any(challenge.state is ChallengeState.OPEN for challenge in challenges)


def _parted(entries: list[Entry]) -> list[tuple[Entry, ...]]:
    parts: list[list[Entry]] = [[]]
    length = 0
    for entry in entries:
        if len(parts[-1]) == PAGE_ENTRIES or (parts[-1] and length + len(entry.text) > PAGE_CHARACTERS):
            parts.append([])
            length = 0
        parts[-1].append(entry)
        length += len(entry.text)
    return [tuple(part) for part in parts]
