"""The report: as kept, carried over, let go; and when there is none to make."""

from bot.cards.card import Block, Card, Drawing, Paragraph, People
from bot.cards.parts import buttons, card
from bot.texts.facts import learners
from bot.texts.words import Parameter, Speech
from community.ai_use import SOURCE
from community.messages import CarriedOver, LetGo, NothingToReport, ReportKept
from community.report import Consent, TraceKind
from community.reporting import goes_on
from community.views import OpenChallengesView, OwnChallengeView, Report, Trace

_FULL = ("say.my_challenges", "say.notebook")


def report_kept(message: ReportKept, own: OwnChallengeView, speech: Speech) -> Card:
    """The report as kept, who reads it, and the four doors, in their order."""
    report, named = own.report, named_in(own, speech)
    if report is None:
        return card(speech, Paragraph(speech("nothing_to_report.ended")), buttons=buttons(speech, *_FULL))
    doors = report_doors(report, speech, named)
    return card(
        speech,
        *_question(own),
        Paragraph(outcome(report, speech)),
        *([People(report.sentence)] if report.sentence else []),
        *doors,
        Paragraph(speech(f"report_kept.read_by.{report.readers}", **named), subtle=True),
        *([] if doors else [Paragraph(speech("report_kept.doors"), subtle=True)]),
        title=speech("report_kept.title"),
        buttons=buttons(
            speech,
            *(["start.next_challenge"] if _may_go_on(own) else []),
            "start.pride",
            "start.learners",
            "start.stuck",
            "start.trace",
            "start.readers",
            *([] if _may_go_on(own) else ["start.report"]),
            kind="report_kept",
            **named,
        ),
    )


def carried_over(message: CarriedOver, own: OwnChallengeView, speech: Speech) -> Card:
    """To which day; the challenge waits as it is. What was written of it is kept, and said."""
    until = own.challenge.until
    said = "carried_over.meeting" if own.meeting == until else "carried_over.day"
    return card(
        speech,
        *_question(own),
        Paragraph(speech(said, until=until)),
        *_kept_sentence(own, speech),
        buttons=buttons(speech, *_more(own), "start.report", *_FULL, kind="report_kept"),
    )


def let_go(message: LetGo, own: OwnChallengeView, speech: Speech) -> Card:
    """What was noted stays in the notebook."""
    return card(
        speech,
        *_question(own),
        Paragraph(speech("let_go.p1")),
        *_kept_sentence(own, speech),
        buttons=buttons(speech, "say.challenge", *_more(own), "start.report", *_FULL, kind="report_kept"),
    )


def nothing_to_report(message: NothingToReport, opened: OpenChallengesView, speech: Speech) -> Card:
    """Why there is none to make; what is open today, if anything."""
    lines: list[Block] = [Paragraph(speech("nothing_to_report.ended" if message.ended else "nothing_to_report.p1"))]
    for challenge in opened.challenges:
        lines += [People(challenge.question or ""), Paragraph(speech("my_challenges.open", until=challenge.until))]
    if opened.challenges:
        lines.insert(1, Paragraph(speech("nothing_to_report.open")))
    else:
        lines.append(Paragraph(speech("nothing_to_report.none")))
    return card(speech, *lines, buttons=buttons(speech, "say.report" if opened.challenges else "say.challenge", *_FULL))


def outcome(report: Report, speech: Speech) -> str:
    """What came of it, and what comes next."""
    return speech(
        "report_kept.outcome",
        came=speech(f"report.came.option.{report.came}"),
        next=speech(f"report.next.option.{report.next}"),
    )


def report_doors(report: Report, speech: Speech, named: dict[str, Parameter]) -> list[Block]:
    """What is behind each door that was filled, in their order; and messages kept as traces."""
    texts = {"pride": report.pride, "learners": report.learners, "stuck": report.stuck}
    lines: list[Block] = []
    for door, text in texts.items():
        if text:
            lines += [Paragraph(speech(f"report_kept.{door}", **named), strong=True), People(text)]
    for trace in report.traces:
        lines += trace_lines(trace, speech)
    return lines


def trace_lines(trace: Trace, speech: Speech) -> list[Block]:
    """A link with how far an AI tool had a part in it; a message, or that its author is being asked."""
    if trace.kind is TraceKind.LINK:
        label, cited = speech("report_kept.trace"), {"source": SOURCE.by, "year": str(SOURCE.year)}
        told = [Paragraph(speech(f"report_kept.ai_use.{trace.ai_use}", **cited), subtle=True)] if trace.ai_use else []
        return [Paragraph(label, strong=True), People(trace.link or ""), *told]
    if trace.consent is Consent.ASKED:
        link = [People(trace.link)] if trace.link else []
        return [Paragraph(speech("report_kept.message_asked", author=trace.author), subtle=True), *link]
    by = [Paragraph(speech("report_kept.message_by", author=trace.author), subtle=True)] if trace.author else []
    return [Paragraph(speech("report_kept.message"), strong=True), People(trace.text or trace.link or ""), *by]


def named_in(own: OwnChallengeView, speech: Speech) -> dict[str, Parameter]:
    """What the words about one's own challenge may name."""
    return {
        "group": own.group,
        "community": own.challenge.community,
        "learners": learners(speech, own.learners, own.words_locale),
    }


def _question(own: OwnChallengeView) -> list[Block]:
    return [People(own.challenge.question)] if own.challenge.question else []


def _kept_sentence(own: OwnChallengeView, speech: Speech) -> list[Block]:
    report = own.report
    if report is None or not report.sentence:
        return []
    read_by = speech(f"report_kept.read_by.{report.readers}", **named_in(own, speech))
    return [Paragraph(speech("report_kept.kept")), People(report.sentence), Paragraph(read_by, subtle=True)]


def _more(own: OwnChallengeView) -> list[str]:
    """« Compléter »: the doors, where there is something to complete."""
    return ["show.report"] if own.report is not None and own.report.sentence else []


def _may_go_on(own: OwnChallengeView) -> bool:
    return goes_on(own) and own.followed_by is None


DRAWN: dict[str, Drawing] = {
    "report_kept": report_kept,
    "carried_over": carried_over,
    "let_go": let_go,
    "nothing_to_report": nothing_to_report,
}
