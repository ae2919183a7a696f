"""A question asked of one's team: in its channel, on its author's page, and what peers answer."""

from bot.cards.card import Block, Button, Card, Drawing, Paragraph, People
from bot.cards.parts import beside, buttons, card
from bot.texts.words import Speech
from community.messages import (
    AnswerPosted,
    NotAnswered,
    QuestionPosted,
    TeamAnswered,
    TeamAnswerSent,
    TeamAsked,
    TeamUnasked,
)
from community.views import AskedView, PostedView, TeamAnswer

ANSWERS_SHOWN = 5
"""Answers on the author's page, the newest: they were told of each."""


def team_question(message: QuestionPosted, seen: PostedView, speech: Speech) -> Card:
    """Who asks what, and the way to answer; withdrawn, one sentence and the way to what else the team does."""
    question = seen.question
    if question is None:
        return card(
            speech,
            Paragraph(speech("team_question.gone")),
            buttons=buttons(speech, "say.team_challenges", kind="shared_card"),
        )
    answered = [Paragraph(speech("team_question.answers", count=question.answers))] if question.answers else []
    return card(
        speech,
        People(question.text),
        *answered,
        Paragraph(speech("peers.signed", author=question.author), subtle=True),
        title=speech("team_question.title", author=question.author),
        buttons=buttons(speech, "start.team_answer"),
    )


def team_asked(message: TeamAsked, seen: AskedView, speech: Speech) -> Card:
    """The question, where it is, what was answered; taken back with one press."""
    question = seen.question
    back, ask = f"show.walk.{question.walk_id}", f"start.ask_team.{question.walk_id}"
    full = [Paragraph(speech("team_asked.full"), strong=True)] if message.full else []
    if question.withdrawn:
        return card(
            speech,
            *full,
            People(question.text),
            Paragraph(speech("team_asked.withdrawn_p1")),
            *_answers(seen, speech),
            title=speech("team_asked.withdrawn"),
            buttons=buttons(speech, back, *([] if message.full else [ask]), kind="team_asked"),
        )
    before = [] if seen.before is None else [f"show.team_asked.{seen.before}"]
    return card(
        speech,
        *full,
        People(question.text),
        Paragraph(_where(seen, speech)),
        *_answers(seen, speech),
        Paragraph(speech("team_asked.note"), subtle=True),
        title=speech("team_asked.own" if message.own else "team_asked.title", group=seen.group),
        buttons=(
            *buttons(speech, back, kind="team_asked"),
            *beside(speech, f"do.withdraw_question.{question.question_id}", *before, kind="team_asked_before"),
        ),
    )


def _where(seen: AskedView, speech: Speech) -> str:
    author = seen.question.author
    if not seen.channels:
        return speech("team_asked.nowhere", group=seen.group)
    if seen.at is not None:
        return speech("team_asked.at", at=seen.at, author=author)
    return speech("team_asked.posted", author=author)


def _answers(seen: AskedView, speech: Speech) -> list[Block]:
    blocks: list[Block] = []
    for answer in seen.answers[-ANSWERS_SHOWN:]:
        blocks += [Paragraph(speech("team_asked.answer", author=answer.author), strong=True), People(answer.text)]
    return blocks


def team_unasked(message: TeamUnasked, seen: None, speech: Speech) -> Card:
    """There is nowhere to ask; who else there is."""
    return card(
        speech,
        Paragraph(speech("team_unasked.p1")),
        buttons=buttons(speech, f"start.talk.{message.walk_id}", f"show.walk.{message.walk_id}", kind="team_unasked"),
    )


def team_answer(message: TeamAnswered, answer: TeamAnswer, speech: Speech) -> Card:
    """What came back on what one asked, and the way back to the walk."""
    question = answer.question
    return card(
        speech,
        Paragraph(speech("answer_told.asked")),
        People(question.text),
        Paragraph(speech("answer_told.answers", author=answer.author)),
        People(answer.text),
        title=speech("answer_told.title", author=answer.author),
        buttons=buttons(
            speech, f"show.walk.{question.walk_id}", f"show.team_asked.{question.question_id}", kind="team_asked"
        ),
    )


def thread_answer(message: AnswerPosted, answer: TeamAnswer, speech: Speech) -> Card:
    """Under the question: who answers what, signed."""
    return card(
        speech,
        Paragraph(speech("thread_answer.p1", author=answer.author, to=answer.question.author)),
        People(answer.text),
        Paragraph(speech("peers.signed", author=answer.author), subtle=True),
    )


def team_answer_sent(message: TeamAnswerSent, answer: TeamAnswer, speech: Speech) -> Card:
    """To whom it goes, when they read it, where else it is."""
    to = answer.question.author
    if not message.told:
        when = speech("team_answer_sent.nobody", to=to)
    elif message.sometime:
        when = speech("team_answer_sent.sometime", to=to)
    elif message.wall is not None:
        when = speech("team_answer_sent.later", to=to, at=message.wall)
    else:
        when = speech("team_answer_sent.now", to=to)
    where = [Paragraph(speech("team_answer_sent.thread"))] if message.in_thread and message.told else []
    return card(
        speech,
        People(answer.text),
        Paragraph(when),
        *where,
        title=speech("team_answer_sent.title", to=to) if message.told else speech("team_answer_sent.title_thread"),
        buttons=(*buttons(speech, "say.team_challenges"), Button("say.help", speech("button.say.help"))),
    )


def not_answered(message: NotAnswered, seen: None, speech: Speech) -> Card:
    """It isn't asked of them, or no longer; the same words for all. Or they answered it often enough."""
    return card(
        speech,
        Paragraph(speech("not_answered.often" if message.often else "not_answered.p1")),
        buttons=buttons(speech, "say.team_challenges", "say.guide"),
    )


DRAWN: dict[str, Drawing] = {
    "team_question": team_question,
    "team_asked": team_asked,
    "team_unasked": team_unasked,
    "team_answer": team_answer,
    "thread_answer": thread_answer,
    "team_answer_sent": team_answer_sent,
    "not_answered": not_answered,
}
