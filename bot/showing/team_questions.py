"""Questions asked of a team, for whoever reads them now: who asks, their group, its channels."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.showing.guide import own_walk
from bot.showing.seeing import DialogLoader, MessageLoader, Seeing
from community.asking import ANSWERS_EACH, OPEN_QUESTIONS
from community.messages import AnswerPosted, QuestionPosted, TeamAnswered, TeamAnswerSent, TeamAsked
from community.rights import may_answer_team_question, may_channel_question
from community.views import (
    AskedView,
    AskTeamView,
    PersonView,
    PostedView,
    TeamAnswer,
    TeamAnswerView,
    TeamQuestion,
)
from storage.channels import channels_of, find_channel, posted_in
from storage.scope import Scope
from storage.team_questions import answers_by, in_the_way, last_asked
from storage.views.groups import group_of
from storage.views.peers import threads_of
from storage.views.people import load_person
from storage.views.sharing import waits_until
from storage.views.team_questions import load_asked, load_team_answer, load_team_answers, load_team_question


def asked_still(conn: Connection, scope: Scope, question: TeamQuestion, now: datetime) -> bool:
    """Whether who asked is still there to read an answer."""
    author = load_person(scope, conn, question.author_id, now)
    return not question.withdrawn and author is not None and author.membership(question.community_id) is not None


def _asked_here(seeing: Seeing, question: TeamQuestion) -> bool:
    """Whether the channel that is drawn for may show it now."""
    bound = find_channel(seeing.scope, seeing.conn, seeing.reader.id)
    if bound is None or not may_channel_question(bound.group_id, bound.community_id, question):
        return False
    return asked_still(seeing.conn, seeing.scope, question, seeing.now)


def _posted(seeing: Seeing, message: QuestionPosted) -> PostedView | None:
    question = load_team_question(seeing.scope, seeing.conn, seeing.ring, message.question_id)
    if seeing.reader.person_id is not None:
        return None
    if question is not None and _asked_here(seeing, question):
        return PostedView(question)
    # A card that waited, of a question withdrawn since, is not posted to say so.
    stands = posted_in(seeing.scope, seeing.conn, message.question_id, seeing.reader.id)
    return PostedView(None) if stands else None


def _asked(seeing: Seeing, message: TeamAsked) -> AskedView | None:
    question = load_team_question(seeing.scope, seeing.conn, seeing.ring, message.question_id)
    person = seeing.person()
    place = person.membership(question.community_id) if person is not None and question is not None else None
    if question is None or place is None or question.author_id != seeing.reader.person_id:
        return None
    here = Scope(seeing.scope.organization_id, question.community_id)
    group = group_of(here, seeing.conn, question.group_id)
    due = waits_until(here, seeing.conn, question.question_id, seeing.now)
    every = load_asked(here, seeing.conn, seeing.ring, question.walk_id)
    asked = [one.question_id for one in every if not one.withdrawn]
    at = asked.index(question.question_id) if question.question_id in asked else len(asked)
    return AskedView(
        question=question,
        group=group[0] if group is not None else place.group,
        answers=tuple(load_team_answers(here, seeing.conn, seeing.ring, question.question_id)),
        at=due.astimezone(ZoneInfo(place.time_zone)) if due is not None else None,
        channels=len(channels_of(here, seeing.conn, question.group_id)),
        before=asked[at + 1] if at + 1 < len(asked) else None,
    )


def _answer(seeing: Seeing, message: TeamAnswered | AnswerPosted | TeamAnswerSent) -> TeamAnswer | None:
    found = load_team_answer(seeing.scope, seeing.conn, seeing.ring, message.answer_id)
    if found is None:
        return None
    if isinstance(message, AnswerPosted):
        return found if seeing.reader.person_id is None and _asked_here(seeing, found.question) else None
    person = seeing.person()
    if person is None or person.membership(found.question.community_id) is None:
        return None
    theirs = found.author_id if isinstance(message, TeamAnswerSent) else found.question.author_id
    return found if person.person_id == theirs else None


def _ask(seeing: Seeing, person: PersonView, subject_id: str | None) -> AskTeamView | None:
    walk = own_walk(seeing, person, subject_id or "")
    place = person.membership(walk.community_id) if walk is not None else None
    if walk is None or place is None:
        return None
    here = Scope(seeing.scope.organization_id, walk.community_id)
    group = group_of(here, seeing.conn, place.group_id)
    every = load_asked(here, seeing.conn, seeing.ring, walk.walk_id)
    asked = [one for one in every if not one.withdrawn] or every
    full = in_the_way(here, seeing.conn, walk.walk_id, seeing.now - timedelta(days=1)) >= OPEN_QUESTIONS
    elsewhere = last_asked(here, seeing.conn, walk.walk_id) if full else None
    return AskTeamView(
        walk=walk,
        group=group[0] if group is not None else place.group,
        author=person.full_name,
        channels=len(channels_of(here, seeing.conn, place.group_id)),
        last=asked[0].question_id if asked else elsewhere,
        full=full,
    )


def _to_answer(seeing: Seeing, person: PersonView, subject_id: str | None) -> TeamAnswerView | None:
    if subject_id is None or person.person_id is None:
        return None
    question = load_team_question(seeing.scope, seeing.conn, seeing.ring, subject_id)
    if question is None or person.membership(question.community_id) is None:
        return None
    own = question.author_id == person.person_id
    asked = asked_still(seeing.conn, seeing.scope, question, seeing.now)
    if not own and not (asked and may_answer_team_question(person, question)):
        return None
    here = Scope(seeing.scope.organization_id, question.community_id)
    threads = threads_of(here, seeing.conn, question.question_id)
    return TeamAnswerView(
        question=question,
        author=person.full_name,
        in_thread=any(may_channel_question(each.group_id, each.community_id, question) for each in threads),
        own=own,
        often=answers_by(here, seeing.conn, question.question_id, person.person_id) >= ANSWERS_EACH,
    )


MESSAGES: dict[type, MessageLoader] = {PostedView: _posted, AskedView: _asked, TeamAnswer: _answer}
DIALOGS: dict[type, DialogLoader] = {AskTeamView: _ask, TeamAnswerView: _to_answer}
