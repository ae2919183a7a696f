"""« Demander à mon équipe »: a question posted in the group's channels, answered by peers, relayed to who asked."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.delivery.pushing import when_read
from bot.handlers.acting import Acting, Begin, Handler
from bot.handlers.guide import theirs
from bot.handlers.posting import post_in_threads, post_question
from bot.handlers.telling import tell
from bot.showing.team_questions import asked_still
from community.asking import ANSWERS_EACH, OPEN_QUESTIONS
from community.commands import AnswerQuestion, AskTeam, Command, WithdrawQuestion
from community.messages import (
    AnswerPosted,
    Message,
    NotAnswered,
    NotForYou,
    TeamAnswered,
    TeamAnswerSent,
    TeamAsked,
    TeamUnasked,
)
from community.quiet import names_the_day
from community.rights import Act, may_answer_team_question, may_channel_question, may_in
from community.views import TeamQuestion
from dialogs.unsent import WORDS, UnsentDialog
from storage.channels import channels_of
from storage.scope import Scope
from storage.team_questions import (
    add_team_answer,
    add_team_question,
    answers_by,
    in_the_way,
    last_asked,
    withdraw_team_question,
)
from storage.views.team_questions import load_team_question

TOLD = TeamAnswered.model_fields["kind"].default
A_DAY = timedelta(days=1)


def ask(command: AskTeam, acting: Acting) -> Message | Begin:
    """Its card is in each channel of the group; nothing else of the walk is."""
    walk = theirs(acting, command.walk_id)
    place = acting.person.membership(walk.community_id) if walk is not None else None
    if walk is None or place is None:
        return _unsent(command.text, NotForYou())
    here = Scope(acting.scope.organization_id, walk.community_id)
    if not channels_of(here, acting.conn, place.group_id):
        return _unsent(command.text, TeamUnasked(walk_id=walk.walk_id))
    if in_the_way(here, acting.conn, walk.walk_id, acting.now - A_DAY) >= OPEN_QUESTIONS:
        last = last_asked(here, acting.conn, walk.walk_id) or ""
        return _unsent(command.text, TeamAsked(question_id=last, full=True))
    question_id = add_team_question(
        here,
        acting.conn,
        acting.ring,
        walk.walk_id,
        acting.person_id,
        place.group_id,
        command.text,
        acting.now,
    )
    if question_id is None:
        return _unsent(command.text, NotForYou())
    runs_it = may_in(place, Act.RUN_COMMUNITY)
    post_question(acting.saying, acting.conn, here, question_id, place.group_id, acting.cause, first=runs_it)
    return TeamAsked(question_id=question_id)


def withdraw(command: WithdrawQuestion, acting: Acting) -> Message:
    """Its card says gently that it isn't asked any more; what was answered stays with who asked."""
    question = load_team_question(acting.scope, acting.conn, acting.ring, command.question_id)
    mine = question is not None and question.author_id == acting.person_id
    if question is None or not mine or acting.person.membership(question.community_id) is None:
        return NotForYou()
    if withdraw_team_question(acting.scope, acting.conn, question.question_id, acting.now):
        acting.saying.freshen(acting.scope, question.question_id)
    return TeamAsked(question_id=question.question_id)


def answer(command: AnswerQuestion, acting: Acting) -> Message | Begin:
    """To who asked, in person, and under the question; kept only if one of the two can be."""
    question = load_team_question(acting.scope, acting.conn, acting.ring, command.question_id)
    if (
        question is None
        or not may_answer_team_question(acting.person, question)
        or not asked_still(acting.conn, acting.scope, question, acting.now)
    ):
        acting.saying.freshen(acting.scope, command.question_id)
        return _unsent(command.text, NotAnswered())
    if answers_by(acting.scope, acting.conn, question.question_id, acting.person_id) >= ANSWERS_EACH:
        return _unsent(command.text, NotAnswered(often=True))
    here = Scope(acting.scope.organization_id, question.community_id)
    going = when_read(acting.conn, here, TOLD, question.author_id, acting.now)
    savepoint = acting.conn.begin_nested()
    answer_id = add_team_answer(
        here, acting.conn, acting.ring, question.question_id, acting.person_id, command.text, acting.now
    )
    if answer_id is None:
        savepoint.rollback()
        return _unsent(command.text, NotAnswered())
    message = TeamAnswered(answer_id=answer_id)
    due = tell(acting, here, question.author_id, message, cause=f"team_answer:{answer_id}")
    in_thread = _posted(acting, here, question, answer_id)
    if due is None and not in_thread:
        savepoint.rollback()
        return _unsent(command.text, NotAnswered())
    savepoint.commit()
    acting.saying.freshen(here, question.question_id)
    place = acting.person.membership(question.community_id)
    later = due is not None and due > acting.now
    named = later and names_the_day(going) and place is not None
    return TeamAnswerSent(
        answer_id=answer_id,
        wall=due.astimezone(ZoneInfo(place.time_zone)).replace(tzinfo=None) if named and due and place else None,
        sometime=later and not named,
        told=due is not None,
        in_thread=in_thread,
    )


def _posted(acting: Acting, here: Scope, question: TeamQuestion, answer_id: str) -> bool:
    """Have the answer posted under the question's card, in each channel that may show it, when people are at work."""
    message, cause = AnswerPosted(answer_id=answer_id), f"team_answer:{answer_id}"

    def may_show(group_id: str, community_id: str) -> bool:
        return may_channel_question(group_id, community_id, question)

    return post_in_threads(acting.saying, acting.conn, here, message, question.question_id, cause, may_show)


def _unsent(text: str, why: Message) -> Begin:
    """Why it isn't sent; then what was written, so that it isn't lost."""
    return Begin(UnsentDialog.key, given={WORDS: text}, say=(why,))


HANDLES: dict[type[Command], Handler] = {AskTeam: ask, WithdrawQuestion: withdraw, AnswerQuestion: answer}
