"""Walking the guide: each answer is kept at once, then the next question is asked, or the lines are shown."""

from bot.guides import packaged
from bot.handlers.acting import Acting, Begin, Handler
from community.commands import BeginWalk, Command, KeepGuideAnswer, LetNoteGo, LookCloser, NoteLine, TurnTo, WalkAll
from community.guide import Guide, Moment
from community.messages import Message, NotForYou, WalkNotes, WalkPage
from community.rights import Act, may, may_in, may_walk
from community.walk import Leg, Walk, line_id, moment_of
from dialogs.guide import dialog_of
from storage.guides import guide_in_force, keep_guide
from storage.organizations import community
from storage.scope import Scope
from storage.views.own import load_own
from storage.views.walks import load_about, load_walk
from storage.walks import add_walk, give_answer, let_note_go, stand_at


def begin(command: BeginWalk, acting: Acting) -> Message | Begin:
    """A walk about a challenge of one's own, or a project; one about it for the moment at hand is taken up again."""
    if command.challenge_id is None:
        return _new(acting, acting.scope, None, command.project) if command.project else NotForYou()
    own = load_own(acting.scope, acting.conn, acting.ring, acting.person, command.challenge_id, acting.now)
    if own is None or not may(acting.person, Act.CHANGE_CHALLENGE, own.challenge) or own.challenge.question is None:
        return NotForYou()
    here = Scope(acting.scope.organization_id, own.challenge.community_id)
    moment = moment_of(own.challenge.state, tried=any(action.tried for action in own.actions))
    walk = load_about(here, acting.conn, acting.ring, acting.person_id, own.challenge.challenge_id)
    if walk is not None and (walk.at is not None or walk.moment is moment):
        return _on(walk)
    return _new(acting, here, own.challenge.challenge_id, None, moment=moment)


def answer(command: KeepGuideAnswer, acting: Acting) -> Message | Begin:
    """Kept; then the next question without an answer, or the end."""
    walk = theirs(acting, command.walk_id)
    if walk is None or walk.guide.find(command.question) is None:
        return NotForYou()
    if command.answer is not None or command.note is not None:
        give_answer(
            acting.scope,
            acting.conn,
            acting.ring,
            walk.walk_id,
            command.question,
            acting.now,
            answer=command.answer,
            note=command.note,
        )
        walk = theirs(acting, command.walk_id) or walk
    return _stand(walk, walk.leg, walk.following(command.question), acting)


def note(command: NoteLine, acting: Acting) -> Message | Begin:
    """A note typed under an open question, which is asked again with it."""
    walk = theirs(acting, command.walk_id)
    if walk is None or walk.guide.find(command.question) is None:
        return NotForYou()
    give_answer(acting.scope, acting.conn, acting.ring, walk.walk_id, command.question, acting.now, note=command.note)
    return _stand(walk, walk.leg, command.question, acting)


def turn_to(command: TurnTo, acting: Acting) -> Message | Begin:
    """Any question of the walk, answered or not; without one, the lines."""
    walk = theirs(acting, command.walk_id)
    if walk is None:
        return NotForYou()
    if not command.question:
        return WalkPage(walk_id=walk.walk_id)
    if walk.guide.find(command.question) is None:
        return NotForYou()
    in_leg = command.question in {question.key for question in walk.path()}
    return _stand(walk, walk.leg if in_leg else Leg.FIRST, command.question, acting)


def look_closer(command: LookCloser, acting: Acting) -> Message | Begin:
    """The deeper questions of the lines that are open."""
    return _leg(command.walk_id, Leg.CLOSER, acting)


def walk_all(command: WalkAll, acting: Acting) -> Message | Begin:
    """Every question that has no answer yet."""
    return _leg(command.walk_id, Leg.FULL, acting)


def let_go(command: LetNoteGo, acting: Acting) -> Message:
    """Whether a note goes along when the walk is shown or taken along."""
    walk = theirs(acting, command.walk_id)
    if walk is None or not let_note_go(acting.scope, acting.conn, walk.walk_id, command.question, command.goes):
        return NotForYou()
    return WalkNotes(walk_id=walk.walk_id)


def theirs(acting: Acting, walk_id: str) -> Walk | None:
    """The person's own walk, in a community that they are of, where they keep challenges."""
    walk = load_walk(acting.scope, acting.conn, acting.ring, walk_id)
    return walk if walk is not None and may_walk(acting.person, walk) else None


def _new(
    acting: Acting,
    here: Scope,
    challenge_id: str | None,
    project: str | None,
    *,
    moment: Moment = Moment.BEFORE,
) -> Message | Begin:
    place = acting.person.membership(here.community_id)
    settings = community(here, acting.conn)
    if place is None or settings is None or not may_in(place, Act.KEEP_CHALLENGE):
        return NotForYou()
    guide_id, guide = _in_force(acting, here)
    walk_id = add_walk(
        here,
        acting.conn,
        acting.ring,
        acting.person_id,
        guide_id,
        moment,
        settings.jurisdiction,
        guide.criteria[0].first.key,
        acting.now,
        challenge_id=challenge_id,
        project=project,
        group_id=place.group_id,
    )
    walk = theirs(acting, walk_id) if walk_id is not None else None
    return _on(walk) if walk is not None else NotForYou()


def _in_force(acting: Acting, here: Scope) -> tuple[str, Guide]:
    """The community's version in force; the packaged one is kept as its own when its first walk begins."""
    found = guide_in_force(here, acting.conn)
    if found is not None:
        return found
    guide = packaged()
    return keep_guide(here, acting.conn, guide, acting.now) or "", guide


def _leg(walk_id: str, leg: Leg, acting: Acting) -> Message | Begin:
    """The first question of a leg that has no answer; with none left, the lines."""
    walk = theirs(acting, walk_id)
    if walk is None:
        return NotForYou()
    return _stand(walk, leg, walk.beginning(leg), acting)


def _stand(walk: Walk, leg: Leg, at: str | None, acting: Acting) -> Message | Begin:
    stand_at(acting.scope, acting.conn, walk.walk_id, leg, at, acting.now)
    return _asked(walk, at)


def _on(walk: Walk) -> Message | Begin:
    """Where the walk stands."""
    return _asked(walk, walk.at)


def _asked(walk: Walk, at: str | None) -> Message | Begin:
    found = walk.guide.find(at) if at is not None else None
    if found is None:
        return WalkPage(walk_id=walk.walk_id)
    return Begin(dialog_of(found[1]), line_id(walk.walk_id, found[1].key))


HANDLES: dict[type[Command], Handler] = {
    BeginWalk: begin,
    KeepGuideAnswer: answer,
    NoteLine: note,
    TurnTo: turn_to,
    LookCloser: look_closer,
    WalkAll: walk_all,
    LetNoteGo: let_go,
}
