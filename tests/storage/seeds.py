"""An organization with something in every table: a community, its people, what they said, what was sent to them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, MetaData, insert, select, update

from community.challenge import Readers, ToolUser, Wants
from community.guide import Jurisdiction, Moment, Said
from community.messages import Ask, ComeBack, PeerBundle, PrincipalAnswer
from community.peers import WordsKind
from community.principal import OTHER_TOOL, Ages, CameOf, Opening, Outcome, Written
from community.report import Came, Consent, NextStep, TraceKind
from community.roles import Role
from community.roster import Column, Roster, RosterRow
from community.talk import Position, Talk, TalkState
from community.views import GroupKind
from community.walk import Answer, Leg
from community.walk_share import Audience, snapshot
from storage.actions import add_action
from storage.addresses import add_address, link
from storage.cards import first_press, note_all_posted
from storage.challenges import add_challenge, show_challenge
from storage.channels import bind_channel
from storage.guides import guide_in_force, import_guide
from storage.inbox import first_time
from storage.letters import add_letter
from storage.meetings import set_meeting
from storage.organizations import accept_tenant, add_community, add_organization
from storage.outbox import Row, put
from storage.peers import add_words, note_bundle
from storage.people import person_by_email
from storage.principal import add_page, reply_to_outcome, send_page, write_outcome
from storage.quiet import mute
from storage.roster import import_roster
from storage.schema import actions, metadata, outbox, reports
from storage.scope import DEPLOYMENT, Scope, new_id
from storage.sealing import KeyRing
from storage.syntheses import add_citation, add_synthesis
from storage.talks import begin_talk, save_talk
from storage.team_questions import add_team_answer, add_team_question
from storage.traces import add_trace
from storage.uploads import keep_upload
from storage.views.groups import groups_of
from storage.views.reports import load_actions
from storage.views.walks import load_walk
from storage.walk_shares import add_walk_share
from storage.walks import add_walk, give_answer, stand_at
from tests.guide import SMALL

RING = KeyRing.parse("k1:" + "A" * 43 + "=")
TODAY = date(2025, 10, 7)
NOW = datetime(2025, 10, 7, 12, 0, tzinfo=UTC)
"""Tuesday 2025-10-07, 8:00 in Québec."""
MONTH, UNTIL = date(2025, 10, 1), date(2025, 10, 31)
MEETING = date(2025, 11, 13)
WEEK = "2025-W41"
LATER = NOW + timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class College:
    """What was seeded. Every text of it holds ``mark``."""

    mark: str
    scope: Scope
    tenant: str
    person: str
    colleague: str
    facilitator: str
    account: str
    address: str
    channel: str
    card: str
    challenge: str
    team: str
    shown: str
    """The facilitator's challenge, shown to all of the community, with a report and an action."""
    trace: str
    action: str
    report: str
    synthesis: str
    citation: str
    other_report: str
    event: str
    letter: str
    words: str
    """A colleague's idea under ``challenge``, told in :data:`WEEK`'s bundle, which waits."""
    guide: str
    """The community's own, in force."""
    walk: str
    """The person's, about ``challenge``, its first question answered. Another, on a project, has ended."""
    page: str
    """The walk's principal's page, sent to the facilitator, with what came of it."""
    question: str
    """Asked of ``team`` about it, and answered by a colleague."""
    answer: str
    share: str
    """A copy of the walk, shown to the colleague."""
    row: Row


def question(mark: str) -> str:
    """The words of a college's one challenge."""
    return f"Comment lire à {mark} ?"


def roster(mark: str) -> Roster:
    """A delegate, an ambassador and a facilitator, each in a group of each kind."""
    ada = RosterRow(
        2,
        f"ada@{mark}.example",
        f"Ada {mark}",
        "Ada",
        (Role.MEMBER, Role.DELEGATE),
        family=f"Famille {mark}",
        department=f"Département {mark}",
        team=f"Équipe {mark}",
        subject=f"Français {mark}",
        language="fr",
        title=f"enseignante {mark}",
    )
    bruno = RosterRow(
        3,
        f"bruno@{mark}.example",
        f"Bruno {mark}",
        "Bruno",
        (Role.DELEGATE, Role.AMBASSADOR),
        family=f"Famille {mark}",
        department=f"Département {mark}",
        release_weekday=3,
    )
    cora = RosterRow(4, f"cora@{mark}.example", f"Cora {mark}", "Cora", (Role.FACILITATOR,), language="en")
    return Roster((ada, bruno, cora), frozenset(Column))


def organization(conn: Connection, mark: str) -> Scope:
    """An organization with a community and nobody in it."""
    made = Scope(add_organization(DEPLOYMENT, conn, f"Collège {mark}"))
    accept_tenant(made, conn, "teams", f"tenant-{mark}")
    values = {"name": f"CAP {mark}", "time_zone": "America/Toronto", "locale": "fr_CA", "learners": f"élèves {mark}"}
    return Scope(made.organization_id, add_community(made, conn, mark, values))


def college(conn: Connection, mark: str) -> College:
    """A whole organization, on :data:`NOW`."""
    scope = organization(conn, mark)
    plan = import_roster(scope, conn, roster(mark), TODAY)
    assert not plan.faults, plan.faults
    person, colleague = (person_by_email(scope, conn, f"{name}@{mark}.example") for name in ("ada", "bruno"))
    assert person is not None
    assert colleague is not None
    account = f"account-{mark}"
    address, channel = (
        address_of(scope, conn, f"tenant-{mark}", kind, of)
        for kind, of in (("personal", account), ("channel", f"channel-{mark}"))
    )
    link(scope, conn, address, person, "email", NOW)
    begin_talk(scope, conn, person)
    draft = {"question": f"Comment faire à {mark} ?"}
    at = Position("challenge", "question", draft, ("question",))
    save_talk(scope, conn, RING, Talk(person, TalkState.ASKING, at, (), 3, NOW, None, scope.community_id))
    challenge = add_challenge(
        scope, conn, RING, person, MONTH, UNTIL, NOW, question=question(mark), tool_user=ToolUser.ME
    )
    assert challenge is not None
    facilitator = person_by_email(scope, conn, f"cora@{mark}.example")
    assert facilitator is not None
    assert scope.community_id is not None
    shown = shown_challenge(scope, conn, mark, facilitator)
    team = next(group_id for group_id, _, kind in groups_of(scope, conn) if kind is GroupKind.TEAM)
    assert bind_channel(scope, conn, channel, scope.community_id, facilitator, NOW, instead=False)
    assert set_meeting(scope, conn, team, MEETING)
    posted = message(scope, None, channel, f"shown:{mark}", not_before=LATER + timedelta(days=1))
    assert put(scope, conn, posted, NOW, subject_id=shown)
    note_all_posted(DEPLOYMENT, conn, [(scope, posted.id, f"posted-{mark}")])
    trace = add_trace(
        scope,
        conn,
        RING,
        person,
        challenge,
        TraceKind.MESSAGE,
        NOW,
        link=f"https://{mark}.example/m",
        text=f"Bravo à {mark}",
        author_id=colleague,
        consent=Consent.NAMED,
    )
    assert trace is not None
    assert add_action(scope, conn, RING, challenge, f"Essai à {mark}", NOW) == 1
    action = load_actions(scope, conn, RING, challenge)[0].action_id
    tried = add_challenge(
        scope, conn, RING, facilitator, MONTH, UNTIL, NOW, question=f"Et {mark} ?", inspired_by_id=challenge
    )
    assert tried is not None
    report, other_report = (
        report_on(scope, conn, of, whose, mark) for of, whose in ((challenge, person), (tried, facilitator))
    )
    words = {"works": f"Ce qui marche à {mark}", "conditions": None, "whom": None}
    synthesis = add_synthesis(scope, conn, RING, person, challenge, words, NOW)
    assert synthesis is not None
    citation = add_citation(scope, conn, synthesis, report, person, Consent.ASKED, NOW)
    assert citation is not None
    letter = add_letter(scope, conn, RING, facilitator, person, f"Un mot de {mark}", NOW)
    assert letter is not None
    words_id = add_words(scope, conn, RING, challenge, colleague, WordsKind.IDEA, NOW, text=f"Une piste à {mark}")
    assert words_id is not None
    assert note_bundle(scope, conn, words_id, WEEK)
    bundle = PeerBundle(bundle=WEEK)
    waits = {"kind": bundle.kind, "message": bundle.model_dump(mode="json"), "priority": 1, "order_key": f"w:{mark}"}
    assert put(
        scope, conn, message(scope, person, address, f"w:{mark}", not_before=LATER + timedelta(days=1), **waits), NOW
    )
    own = SMALL.model_copy(update={"title": Said(fr=f"Guide à {mark}", en=f"Guide in {mark}")})
    assert import_guide(scope, conn, own, NOW, shipped=SMALL.model_copy(update={"version": "0"})) is not None
    in_force = guide_in_force(scope, conn)
    assert in_force is not None
    guide = in_force[0]
    walk = walked(scope, conn, person, guide, mark, challenge)
    ended = walked(scope, conn, person, guide, mark)
    assert stand_at(scope, conn, ended, Leg.FIRST, None, NOW)
    page = paged(scope, conn, person, walk, facilitator, mark)
    question_id = add_team_question(scope, conn, RING, walk, person, team, f"Et vous, à {mark} ?", NOW)
    assert question_id is not None
    answer = add_team_answer(scope, conn, RING, question_id, colleague, f"Ici, à {mark}", NOW)
    assert answer is not None
    back = ComeBack(walk_id=walk, since=NOW)
    later = {"kind": back.kind, "message": back.model_dump(mode="json"), "priority": 1, "order_key": f"c:{mark}"}
    assert put(
        scope, conn, message(scope, person, address, f"c:{mark}", not_before=LATER + timedelta(days=7), **later), NOW
    )
    told = PrincipalAnswer(page_id=page)
    later = {
        "kind": told.kind,
        "message": told.model_dump(mode="json"),
        "priority": 1,
        "order_key": f"p:{mark}",
    }
    assert put(scope, conn, message(scope, person, address, f"p:{mark}", not_before=LATER, **later), NOW)
    share = shown_walk(scope, conn, walk, colleague)
    row = message(scope, person, address, f"event:{mark}")
    assert put(scope, conn, row, NOW, subject_id=challenge)
    assert first_press(scope, conn, row.id, "open", 0, person, NOW)
    assert keep_upload(scope, conn, RING, row.id, person, f"place-{mark}", NOW)
    pushed = message(scope, person, address, f"pushed:{mark}", kind="peer_bundle", priority=1, order_key=f"b:{mark}")
    assert put(scope, conn, pushed, NOW)
    conn.execute(update(outbox).where(outbox.c.id == pushed.id).values(state="sent", ended_at=NOW))
    assert mute(scope, conn, person, "peer_bundle", NOW)
    assert first_time(scope, conn, "teams", f"event-{mark}", NOW)
    return College(
        mark=mark,
        scope=scope,
        tenant=f"tenant-{mark}",
        person=person,
        colleague=colleague,
        facilitator=facilitator,
        account=account,
        address=address,
        channel=channel,
        card=row.id,
        challenge=challenge,
        team=team,
        shown=shown,
        trace=trace,
        action=action,
        report=report,
        synthesis=synthesis,
        citation=citation,
        other_report=other_report,
        event=f"event-{mark}",
        letter=letter,
        words=words_id,
        guide=guide,
        walk=walk,
        page=page,
        question=question_id,
        answer=answer,
        share=share,
        row=row,
    )


def shown_walk(scope: Scope, conn: Connection, walk: str, to: str) -> str:
    """A copy of a walk that is shown to somebody."""
    seen = load_walk(scope, conn, RING, walk)
    assert seen is not None
    share = add_walk_share(scope, conn, RING, walk, Audience.PEER, snapshot(seen), NOW, to_id=to)
    assert share is not None
    return share


def shown_challenge(scope: Scope, conn: Connection, mark: str, owner: str) -> str:
    """A challenge of ``owner``'s that all of the community may read, with a report and an action."""
    group = scope.community_id or ""
    made = add_challenge(
        scope, conn, RING, owner, MONTH, UNTIL, NOW, question=question(mark), tool_user=ToolUser.ME, group_id=group
    )
    assert made is not None
    assert show_challenge(scope, conn, RING, made, group, Wants.IDEAS, UNTIL, NOW, sign=f"Un signe à {mark}")
    common = {"organization_id": scope.organization_id, "person_id": owner, "challenge_id": made}
    times = {"created_at": NOW, "changed_at": NOW}
    report = common | times | {"id": new_id(), "community_id": scope.community_id, "outcome": "tried"}
    sealed = RING.seal("reports", "sentence_sealed", report["id"], f"Une phrase à {mark}")
    conn.execute(insert(reports), report | {"next": "continue", "readers": "team", "sentence_sealed": sealed})
    action = common | times | {"id": new_id(), "ordinal": 1, "readers": "team"}
    sealed = RING.seal("actions", "text_sealed", action["id"], f"Un essai à {mark}")
    conn.execute(insert(actions), action | {"text_sealed": sealed})
    return made


def report_on(scope: Scope, conn: Connection, challenge: str, person: str, mark: str) -> str:
    """A report that the whole community may read."""
    made = new_id()
    row = {
        "id": made,
        "organization_id": scope.organization_id,
        "community_id": scope.community_id,
        "person_id": person,
        "challenge_id": challenge,
        "outcome": Came.TRIED.value,
        "next": NextStep.CONTINUE.value,
        "readers": Readers.COMMUNITY.value,
        "sentence_sealed": RING.seal("reports", "sentence_sealed", made, f"Retenu à {mark}"),
        "created_at": NOW,
        "changed_at": NOW,
    }
    conn.execute(insert(reports), row)
    return made


def walked(scope: Scope, conn: Connection, person: str, guide: str, mark: str, challenge: str | None = None) -> str:
    """A walk about a project, or about a challenge too, with an answer and its note."""
    first = SMALL.criteria[0].first.key
    made = add_walk(
        scope,
        conn,
        RING,
        person,
        guide,
        Moment.BEFORE,
        Jurisdiction.QUEBEC,
        first,
        NOW,
        challenge_id=challenge,
        project=f"Un projet à {mark}",
    )
    assert made is not None
    assert give_answer(scope, conn, RING, made, first, NOW, answer=Answer.PARTLY, note=f"Une note à {mark}")
    return made


def paged(scope: Scope, conn: Connection, person: str, walk: str, principal: str, mark: str) -> str:
    """A principal's page, sent and with its outcome."""
    written = Written(
        intent=f"Une intention à {mark}",
        classroom=f"Groupe 204 à {mark}",
        ages=Ages.FROM_14,
        tool=OTHER_TOOL,
        opening=Opening.ASKED,
        chosen=f"Un choix à {mark}",
        tool_name=f"Outil {mark}",
    )
    made = add_page(scope, conn, RING, person, walk, written, date(2026, 6, 30), NOW)
    assert made is not None
    assert send_page(scope, conn, made, principal, NOW)
    came = CameOf(Outcome.NOT_NOW, None, f"Pas cette année à {mark}")
    assert write_outcome(scope, conn, RING, made, came, NOW)
    assert reply_to_outcome(scope, conn, RING, made, f"Pas tout à fait à {mark}")
    return made


def address_of(scope: Scope, conn: Connection, tenant: str, kind: str, account: str) -> str:
    """A new address of this account, its chat open."""
    values = {
        "channel": "teams",
        "tenant": tenant,
        "kind": kind,
        "account": account,
        "conversation": f"conversation-{account}",
        "reference": {"serviceUrl": "https://smba.example/", "team": f"team-of-{account}"},
        "locale": "fr_CA",
    }
    made = add_address(scope, conn, values)
    assert made is not None
    return made.id


def message(scope: Scope, person: str | None, address: str, cause: str, **changes: Any) -> Row:
    """A row of the outbox: an answer, due now, of the talk of whoever it is for."""
    recipient = person or address
    about = Ask(dialog="challenge", step="question", revision=3)
    values: dict[str, Any] = {
        "id": new_id(),
        "organization_id": scope.organization_id,
        "community_id": scope.community_id,
        "person_id": person,
        "address_id": address,
        "recipient": recipient,
        "cause": cause,
        "ordinal": 0,
        "order_key": recipient,
        "kind": about.kind,
        "message": about.model_dump(mode="json"),
        "edits": None,
        "priority": 0,
        "not_before": NOW,
        "expires_at": NOW + timedelta(hours=12),
        "attempts": 0,
        "lease": None,
        "request_id": "r1",
    }
    return Row(**(values | changes))


def dump(conn: Connection, tables: MetaData = metadata) -> dict[str, set[str]]:
    """Every row of every table, as text, by table."""
    return {
        table.name: {repr(dict(row._mapping)) for row in conn.execute(select(table))} for table in tables.sorted_tables
    }
