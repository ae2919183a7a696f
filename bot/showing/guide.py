"""The guide: for the owner of a walk only. What is shown of one to others is a snapshot, elsewhere."""

from zoneinfo import ZoneInfo

from bot.guides import packaged
from bot.showing.care import to_talk_to
from bot.showing.seeing import DialogLoader, MessageLoader, Seeing
from community.guide import Does
from community.messages import Message
from community.rights import may_walk
from community.views import GuideView, PersonView, QuestionView, WalkView
from community.walk import Walk, split_line
from storage.channels import channels_of
from storage.guides import guide_in_force
from storage.principal import page_of_walk
from storage.returns import find_return
from storage.scope import Scope
from storage.views.challenges import load_open
from storage.views.groups import group_of
from storage.views.walks import load_ended, load_going_on, load_walk
from storage.walk_shares import standing_shares


def own_walk(seeing: Seeing, person: PersonView | None, walk_id: str) -> Walk | None:
    """The person's own walk; ``None`` for anybody else's."""
    walk = load_walk(seeing.scope, seeing.conn, seeing.ring, walk_id) if person is not None else None
    return walk if walk is not None and may_walk(person, walk) else None


def _guide(seeing: Seeing, person: PersonView, subject_id: str | None) -> GuideView | None:
    if person.person_id is None or person.membership(seeing.scope.community_id) is None:
        return None
    found = guide_in_force(seeing.scope, seeing.conn)
    opened = load_open(seeing.scope, seeing.conn, seeing.ring, person.person_id)
    return GuideView(
        guide=found[1] if found is not None else packaged(),
        challenges=tuple(challenge for challenge in opened.challenges if challenge.question),
        going_on=load_going_on(seeing.scope, seeing.conn, seeing.ring, person.person_id),
        ended=load_ended(seeing.scope, seeing.conn, seeing.ring, person.person_id),
    )


def _question(seeing: Seeing, person: PersonView, subject_id: str | None) -> QuestionView | None:
    walk_id, key = split_line(subject_id or "")
    walk = own_walk(seeing, person, walk_id)
    found = walk.guide.find(key) if walk is not None else None
    place = person.membership(walk.community_id) if walk is not None else None
    if walk is None or found is None or place is None:
        return None
    path = [question.key for question in walk.path()]
    return QuestionView(
        walk=walk,
        criterion=found[0],
        question=found[1],
        given=walk.answers.get(key),
        number=path.index(key) + 1 if key in path else 1,
        total=max(len(path), 1),
        learners=place.learners,
        words_locale=place.words_locale,
    )


def _walk(seeing: Seeing, message: Message) -> WalkView | None:
    return walk_view(seeing, seeing.person(names=True), getattr(message, "walk_id", ""))


def walk_view(seeing: Seeing, person: PersonView | None, walk_id: str | None) -> WalkView | None:
    """One's own walk, with what may come next; ``person`` is loaded with who runs each community."""
    walk = own_walk(seeing, person, walk_id or "")
    place = person.membership(walk.community_id) if walk is not None and person is not None else None
    if walk is None or place is None or person is None:
        return None
    here = Scope(seeing.scope.organization_id, walk.community_id)
    group = group_of(here, seeing.conn, place.group_id)
    facilitators = tuple(to_talk_to(seeing, person, walk.community_id).values())
    planned = find_return(here, seeing.conn, person.person_id or "", walk.walk_id)
    possible = {Does.SMALLER, Does.COME_BACK}
    if channels_of(here, seeing.conn, place.group_id):
        possible.add(Does.ASK_TEAM)
    if facilitators:
        possible.add(Does.TALK)
    return WalkView(
        walk=walk,
        possible=frozenset(possible),
        group=group[0] if group is not None else place.group,
        facilitators=facilitators,
        principal_page=place.principal_page,
        page_id=page_of_walk(here, seeing.conn, walk.walk_id),
        shows=any(share.walk_id == walk.walk_id for share in standing_shares(here, seeing.conn, walk.owner_id)),
        comes_back=planned.at.astimezone(ZoneInfo(place.time_zone)) if planned is not None else None,
    )


def _about_walk(seeing: Seeing, person: PersonView, subject_id: str | None) -> WalkView | None:
    return walk_view(seeing, seeing.person(names=True), subject_id)


MESSAGES: dict[type, MessageLoader] = {WalkView: _walk}
DIALOGS: dict[type, DialogLoader] = {GuideView: _guide, QuestionView: _question, WalkView: _about_walk}
