"""What to give each argument of a storage function, by its name: something of one college, and a fresh value where
the call is to make something.

A function with an argument that isn't here fails tests/storage/test_scope.py: say here how to fill it.
"""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, delete, update

from community.challenge import ChallengeState, Readers, ToolUser, Wants
from community.guide import Jurisdiction, Moment
from community.peers import WordsKind
from community.principal import NO_TOOL, Ages, CameOf, Opening, Outcome, Written
from community.report import Came, Consent, Door, NextStep, TraceKind
from community.roles import Role
from community.roster import Column, Plan, Roster
from community.roster_plan import plan as plan_roster
from community.synthesis import SynthesisState
from community.talk import Position, Talk, TalkState
from community.walk import Answer, Leg
from community.walk_share import Audience, Snapshot
from storage.roster import current
from storage.schema import outbox, people, roles, uploads
from storage.scope import Scope, new_id
from storage.views.people import load_person
from tests.guide import SMALL
from tests.storage.seeds import LATER, MONTH, NOW, RING, TODAY, UNTIL, WEEK, College, message, roster

Fill = Callable[[College, Connection], Any]


def always(value: Any) -> Fill:
    return lambda college, conn: value


NAMING: dict[str, Fill] = {
    "person_id": lambda college, conn: college.person,
    "address_id": lambda college, conn: college.address,
    "card_id": lambda college, conn: college.card,
    "challenge_id": lambda college, conn: college.challenge,
    "challenge_ids": lambda college, conn: [college.shown],
    "group_id": lambda college, conn: college.team,
    "person": lambda college, conn: load_person(college.scope, conn, college.person, NOW),
    "subject_id": lambda college, conn: college.challenge,
    "cause": lambda college, conn: college.row.cause,
    "report_id": lambda college, conn: college.report,
    "synthesis_id": lambda college, conn: college.synthesis,
    "citation_id": lambda college, conn: college.citation,
    "team": lambda college, conn: f"team-of-channel-{college.mark}",
    "action_id": lambda college, conn: college.action,
    "trace_id": lambda college, conn: college.trace,
    "author_id": lambda college, conn: college.colleague,
    "letter_id": lambda college, conn: college.letter,
    "to_id": lambda college, conn: college.colleague,
    "answers_id": lambda college, conn: college.letter,
    "words_id": lambda college, conn: college.words,
    "walk_id": lambda college, conn: college.walk,
    "guide_id": lambda college, conn: college.guide,
    "page_id": lambda college, conn: college.page,
    "principal_id": lambda college, conn: college.colleague,
    "question_id": lambda college, conn: college.question,
    "answer_id": lambda college, conn: college.answer,
    "share_id": lambda college, conn: college.share,
    "community_ids": lambda college, conn: [college.scope.community_id],
    "person_ids": lambda college, conn: [college.person],
    "row_id": lambda college, conn: college.person,
    "rows": lambda college, conn: [(people, college.person)],
    "email": lambda college, conn: f"ada@{college.mark}.example",
    "tenant": lambda college, conn: college.tenant,
    "event_id": lambda college, conn: college.event,
    "slug": lambda college, conn: college.mark,
    "talk": lambda college, conn: talk(college),
    "row": lambda college, conn: message(college.scope, college.person, college.address, f"again:{college.mark}"),
    "plan": lambda college, conn: plan(college, conn),
}
"""Arguments that name a thing of an organization."""

PLAIN: dict[str, Fill] = {
    "ring": always(RING),
    "guide": always(SMALL.model_copy(update={"version": "2"})),
    "audience": always(Audience.PEER),
    "shown": always(Snapshot(title="Un projet", lines=())),
    "shipped": always(SMALL.model_copy(update={"version": "0"})),
    "now": always(LATER),
    "today": always(TODAY),
    "leased_until": always(None),
    "month": always(MONTH),
    "until": always(UNTIL),
    "zone": always(ZoneInfo("America/Toronto")),
    "page": always(0),
    "place": always("{}"),
    "channel": always("teams"),
    "kind": always("personal"),
    "linked_by": always("person"),
    "conversation": always("conversation-new"),
    "reference": always({"serviceUrl": "https://smba.example/"}),
    "message": always({"kind": "help"}),
    "revision": always(7),
    "verb": always("keep"),
    "link": always("https://exemple.invalid/trace"),
    "text": always("Ce que mes élèves en disent."),
    "ai_use": always("none"),
    "consent": always(Consent.UNNAMED),
    "mine": always(True),
    "answer": always(Consent.UNNAMED),
    "words": always({"works": "Un rappel oral.", "conditions": None, "whom": "Les petits groupes."}),
    "since": always(MONTH),
    "written": always(Written("Une intention", "Groupe 101", Ages.AT_13, NO_TOOL, Opening.NOT_NEEDED, "Un choix")),
    "deletes_on": always(date(2026, 6, 30)),
    "moment": always(Moment.DURING),
    "jurisdiction": always(Jurisdiction.FRANCE),
    "project": always("Un autre projet"),
    "leg": always(Leg.CLOSER),
    "note": always("Une note"),
    "goes": always(True),
    "line": always("On avait dit autre chose."),
    "bundle": always(WEEK),
    "to_author": always(True),
    "question": always("Comment écrire mieux ?"),
    "tool_user": always(ToolUser.NO_TOOL),
    "state": always(ChallengeState.SKIPPED),
    "locale": always("en_CA"),
    "key": always("learners"),
    "value": always("jeunes"),
    "table": always(people),
    "roster": lambda college, conn: changed(roster(college.mark)),
    "end_missing": always(True),
    "dry_run": always(False),
    "progress": always(None),
    "names": always(True),
    "hours": always("08:00-11:30,13:00-15:00"),
    "paused_until": always(UNTIL),
    "wanted": always(False),
    "of": always("letter"),
    "on": always(date(2025, 12, 11)),
    "on_or_after": always(TODAY),
    "instead": always(True),
    "carried_past": always(UNTIL),
    "came": always(Came.OTHERWISE),
    "next_step": always(NextStep.ADAPT),
    "readers": always(Readers.COMMUNITY),
    "sentence": always("Ce que j'en garde."),
    "door": always(Door.STUCK),
    "tried": always(True),
    "at": always(NOW),
    "wants": always(Wants.QUESTIONS),
    "classroom": always("Deuxième année"),
    "sign": always("Un signe"),
    "hypothesis": always("Une idée"),
    "accounts": always(True),
    "after": always(NOW - timedelta(days=1)),
}

HERE: dict[str, Fill] = {
    "storage.addresses.add_address(values)": lambda college, conn: {
        "channel": "teams",
        "tenant": college.tenant,
        "kind": "personal",
        "account": f"account-new-{college.mark}",
        "conversation": None,
        "reference": {},
        "locale": "fr_CA",
    },
    "storage.cards.add_card(card_id)": lambda college, conn: new_id(),
    "storage.outbox.put(subject_id)": always("subject-new"),
    "storage.cards.replace_card(subject_id)": always("subject-new"),
    "storage.organizations.add_community(values)": always(
        {"name": "Autre", "time_zone": "Europe/Paris", "locale": "fr_FR"}
    ),
    "storage.challenges.add_challenge(group_id)": always("a group's id"),
    "storage.views.sharing.load_shared(challenge_id)": lambda college, conn: college.shown,
    "storage.views.reports.load_report(challenge_id)": lambda college, conn: college.shown,
    "storage.views.own.load_own(challenge_id)": lambda college, conn: college.shown,
    "storage.views.own.load_own(person)": lambda college, conn: load_person(
        college.scope, conn, college.facilitator, NOW
    ),
    "storage.views.reports.load_actions(challenge_id)": lambda college, conn: college.shown,
    "storage.outbox.bring_forward(address_id)": lambda college, conn: college.channel,
    "storage.outbox.bring_forward(kind)": always("ask"),
    "storage.pushed.page_waits_until(kind)": always("principal_answer"),
    "storage.outbox.bring_forward(at)": always(LATER),
    "storage.channels.channels_of(group_id)": lambda college, conn: college.scope.community_id,
    "storage.challenges.follow_meeting(group_id)": lambda college, conn: college.scope.community_id,
    "storage.challenges.follow_meeting(until)": always(date(2025, 12, 11)),
    "storage.challenges.withdraw_challenge(challenge_id)": lambda college, conn: college.shown,
    "storage.views.sharing.waits_until(challenge_id)": lambda college, conn: college.shown,
    "storage.channels.stands_in(subject_id)": lambda college, conn: college.shown,
    "storage.channels.stands_in(address_id)": lambda college, conn: college.channel,
    "storage.channels.posted_in(subject_id)": lambda college, conn: college.shown,
    "storage.channels.posted_in(address_id)": lambda college, conn: college.channel,
    "storage.channels.bind_channel(address_id)": lambda college, conn: college.channel,
    "storage.channels.unbind_channel(address_id)": lambda college, conn: college.channel,
    "storage.channels.open_channel(address_id)": lambda college, conn: college.channel,
    "storage.channels.find_channel(address_id)": lambda college, conn: college.channel,
    "storage.challenges.add_challenge(follows_id)": always(None),
    "storage.challenges.add_challenge(inspired_by_id)": always(None),
    "storage.walks.stand_at(at)": always("care-own"),
    "storage.walks.add_walk(at)": always("care-own"),
    "storage.walks.give_answer(answer)": always(Answer.NOT_YET),
    "storage.walks.give_answer(question)": always("care-own"),
    "storage.walks.let_note_go(question)": always(SMALL.criteria[0].first.key),
    "storage.walks.add_walk(group_id)": always("a group's id"),
    "storage.principal.write_outcome(came)": always(CameOf(Outcome.LATER, date(2025, 11, 13), "À la cafétéria.")),
    "storage.syntheses.move_synthesis(state)": always(SynthesisState.POSTED),
    "storage.peers.add_words(kind)": always(WordsKind.ANSWER),
    "storage.peers.add_words(answers_id)": lambda college, conn: college.words,
    "storage.peers.note_bundle(bundle)": always("2025-W42"),
    "storage.views.peers.threads_of(challenge_id)": lambda college, conn: college.shown,
    "storage.views.peers.load_made_from(person_id)": lambda college, conn: college.facilitator,
    "storage.traces.add_trace(kind)": always(TraceKind.MESSAGE),
    "storage.quiet.unmute(of)": always("peer_bundle"),
    "storage.returns.answered_since(since)": always(NOW - timedelta(days=1)),
    "storage.team_questions.in_the_way(after)": always(NOW - timedelta(days=1)),
    "storage.team_questions.answers_by(person_id)": lambda college, conn: college.colleague,
    "storage.walk_shares.add_walk_share(group_id)": always("a group's id"),
    "storage.views.walked.load_walked(since)": always(NOW - timedelta(days=1)),
    "storage.letters.in_a_row(person_id)": lambda college, conn: college.facilitator,
    "storage.letters.in_a_row(to_id)": lambda college, conn: college.person,
    "storage.views.sharing.shown_to(group_id)": lambda college, conn: college.scope.community_id,
    "storage.talks.begin_talk(person_id)": lambda college, conn: college.colleague,
}
"""Where one function means something else by a name."""


def _never_posted(college: College, conn: Connection) -> str:
    conn.execute(update(outbox).where(outbox.c.id == college.card).values(state="dead"))
    return college.card


def _not_accepted(college: College, conn: Connection) -> str:
    conn.execute(delete(uploads).where(uploads.c.id == college.card))
    return college.card


def _with_a_principal(college: College, conn: Connection) -> Any:
    conn.execute(update(roles).where(roles.c.organization_id == college.scope.organization_id).values(role="principal"))
    return LATER


FRESH: dict[str, Fill] = {
    "storage.views.principal.principals_of(now)": _with_a_principal,
    "storage.uploads.keep_upload(card_id)": _not_accepted,
    "storage.syntheses.add_citation(report_id)": lambda college, conn: college.other_report,
    "storage.freshness.post_again(card_id)": _never_posted,
    "storage.inbox.first_time(event_id)": always("event-new"),
    "storage.organizations.accept_tenant(tenant)": always("tenant-new"),
}
"""What to give for a call that is to succeed, where what is already there would make it do nothing."""

MAKES_ITS_OWN = frozenset(
    {
        "storage.cards.add_card(card_id)",
        "storage.outbox.put(subject_id)",
        "storage.challenges.add_challenge(group_id)",
        "storage.walks.add_walk(group_id)",
        "storage.cards.replace_card(subject_id)",
        "storage.walk_shares.add_walk_share(group_id)",
    }
)
"""Arguments named like an existing thing, for a thing to be made; or what only goes by a name, and opens nothing."""


def _rows(ours: College, theirs: College, conn: Connection) -> Iterator[tuple[str, Any]]:
    yield "address in the row", message(ours.scope, ours.person, theirs.address, "mixed")
    yield "person in the row", message(ours.scope, theirs.person, ours.address, "mixed")
    community = Scope(ours.scope.organization_id, theirs.scope.community_id)
    yield "community in the row", message(community, ours.person, ours.address, "mixed")


def _talks(ours: College, theirs: College, conn: Connection) -> Iterator[tuple[str, Any]]:
    yield "community in the talk", replace(talk(ours), community_id=theirs.scope.community_id)


def _plans(ours: College, theirs: College, conn: Connection) -> Iterator[tuple[str, Any]]:
    made = plan(ours, conn)
    known, other = made.people[0], plan(theirs, conn)
    foreign = other.people[0]
    no_roles: dict[str, Any] = {"new_roles": (), "changed_roles": {}, "ended_roles": ()}
    yield "person in the plan", replace(made, people=(replace(known, person_id=foreign.person_id),))
    yield (
        "new member in the plan",
        replace(made, people=(replace(known, person_id=foreign.person_id, membership_id=None, **no_roles),)),
    )
    yield "membership in the plan", replace(made, people=(replace(known, membership_id=foreign.membership_id),))
    yield "role in the plan", replace(made, people=(replace(known, ended_roles=foreign.ended_roles),))
    yield "family in the plan", replace(made, families=other.families)
    yield "missing people in the plan", replace(made, missing=other.missing)


MIXED: dict[str, Callable[[College, College, Connection], Iterator[tuple[str, Any]]]] = {
    "row": _rows,
    "talk": _talks,
    "plan": _plans,
}
"""Arguments made of several things, one of them another organization's."""


class CannotFill(Exception):
    """Nobody said how to fill this argument."""


def arguments(function: Callable[..., Any]) -> list[str]:
    """The names of a function's arguments, without its scope and connection."""
    return list(inspect.signature(function).parameters)[2:]


def path(function: Callable[..., Any], argument: str) -> str:
    """Which argument of which function, as the tables above write it."""
    return f"{function.__module__}.{function.__name__}({argument})"


def naming(function: Callable[..., Any]) -> list[str]:
    """The arguments by which one could name another organization's things."""
    told = {"storage.addresses.add_address(values)"}
    return [
        name
        for name in arguments(function)
        if (name in NAMING or path(function, name) in told) and path(function, name) not in MAKES_ITS_OWN
    ]


def fill(
    function: Callable[..., Any], argument: str, college: College, conn: Connection, *, fresh: bool = False
) -> Any:
    """A value for this argument, of this college. Raises :class:`CannotFill`."""
    where = path(function, argument)
    for table, name in ((FRESH if fresh else {}, where), (HERE, where), (NAMING, argument), (PLAIN, argument)):
        if name in table:
            return table[name](college, conn)
    raise CannotFill(where)


def call(function: Callable[..., Any], scope: Scope, conn: Connection, given: dict[str, Any]) -> Any:
    """Call it with these arguments by name."""
    spread = [
        name
        for name, parameter in inspect.signature(function).parameters.items()
        if parameter.kind is inspect.Parameter.VAR_POSITIONAL
    ]
    return function(scope, conn, *(value for name in spread for value in given.pop(name)), **given)


def talk(college: College) -> Talk:
    at = Position("language", "language", {}, ())
    return Talk(college.person, TalkState.ASKING, at, (), 9, NOW, None, college.scope.community_id)


def changed(known: Roster) -> Roster:
    """The same roster with somebody new, somebody's roles, team and title changed, and somebody missing."""
    ada, bruno, _ = known.rows
    mark = ada.email.partition("@")[2].removesuffix(".example")
    return Roster(
        (
            replace(ada, roles=(Role.MEMBER, Role.CAP_MEMBER), team="", title="enseignant", subject="Arts"),
            replace(bruno, release_weekday=1, full_name=f"Bruno B. {mark}"),
            replace(ada, line=4, email=f"dora@{mark}.example", full_name="Dora"),
        ),
        frozenset(Column),
    )


def plan(college: College, conn: Connection) -> Plan:
    made = plan_roster(changed(roster(college.mark)), current(college.scope, conn, TODAY), end_missing=True)
    assert not made.faults
    return made
