"""A community whose members shared reports on one challenge: the stage of the scenarios about syntheses."""

from datetime import date, timedelta

from sqlalchemy import Connection, insert, select, update

from bot.app import App
from community.challenge import ChallengeState, Readers, ToolUser
from community.report import Came, NextStep
from storage.challenges import add_challenge, move_challenge
from storage.channels import bind_channel
from storage.people import person_by_email
from storage.schema import addresses, communities, reports
from storage.scope import Scope, new_id
from storage.sealing import KeyRing
from tests.fakes.teams import ADA, CHANNEL, FakeMicrosoft, Sent, Who
from tests.scenarios.house import BRUNO, CORA, KEYS, TUESDAY, House, prepare

EVE = Who("29:eve", "aaaaaaaa-0000-4000-8000-000000000005", "Ève Morin", "eve@college.example")
PAUL = Who("29:paul", "aaaaaaaa-0000-4000-8000-000000000006", "Paul Roy", "paul@college.example")
ROSTER = """courriel;prénom;nom;rôle;équipe;langue
ada@college.example;Ada;Tremblay;membre;Français;fr
bruno@college.example;Bruno;Côté;animation;;fr
cora@college.example;Cora;Roy;membre;Français;en
eve@college.example;Ève;Morin;membre;Français;fr
paul@college.example;Paul;Roy;comité de pilotage;;fr
"""
QUESTION = "Comment commenter 28 textes sans y laisser mon dimanche?"
SENTENCES = {
    ADA: "Un seul critère à la fois, et ils relisent.",
    CORA: "Out loud is faster than in the margin.",
    EVE: "Avec un modèle au tableau, ils se corrigent entre eux.",
}
RING = KeyRing.parse(KEYS)


async def gathered(house: House, microsoft: FakeMicrosoft) -> None:
    """Three reports on one challenge, for the whole community; a channel bound to it; everybody known to Relais."""
    for who in (EVE, PAUL):
        microsoft.know(who)
    await prepare(house._settings.url(), TUESDAY.date(), ROSTER)
    for who in (ADA, CORA, EVE, BRUNO, PAUL):
        await house.say("aide", who)
    await house.say("aide", BRUNO, conversation=CHANNEL)
    await house.app.database.write(_reports)
    house.news()


def _reports(conn: Connection) -> None:
    scope = scope_of(conn)
    month, until = date(2025, 10, 1), date(2025, 10, 31)
    root = None
    for hour, (who, sentence) in enumerate(SENTENCES.items()):
        at = TUESDAY - timedelta(hours=10 - hour)
        person = person_by_email(scope, conn, who.email or "")
        assert person is not None
        challenge = add_challenge(
            scope,
            conn,
            RING,
            person,
            month,
            until,
            at,
            question=QUESTION,
            tool_user=ToolUser.NO_TOOL,
            group_id=scope.community_id or "",
            inspired_by_id=root,
        )
        assert challenge is not None
        root = root or challenge
        move_challenge(scope, conn, challenge, ChallengeState.REPORTED, TUESDAY)
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
            "sentence_sealed": RING.seal("reports", "sentence_sealed", made, sentence),
            "created_at": at,
            "changed_at": at,
        }
        conn.execute(insert(reports), row)
    runs = person_by_email(scope, conn, BRUNO.email or "")
    channel = conn.execute(select(addresses.c.id).where(addresses.c.kind == "channel")).scalar_one()
    assert bind_channel(scope, conn, channel, scope.community_id or "", runs or "", TUESDAY, instead=False)


def scope_of(conn: Connection) -> Scope:
    """The college's one community."""
    row = conn.execute(select(communities.c.organization_id, communities.c.id)).one()
    return Scope(row.organization_id, row.id)


def challenge_of(conn: Connection, who: Who) -> str:
    """The challenge this person reported on."""
    person = person_by_email(scope_of(conn), conn, who.email or "")
    return str(conn.execute(select(reports.c.challenge_id).where(reports.c.person_id == person)).scalar_one())


async def reads(app: App, who: Who, readers: Readers) -> None:
    """Who may read this person's report from now on, as the row says it."""

    def work(conn: Connection) -> None:
        person = person_by_email(scope_of(conn), conn, who.email or "")
        conn.execute(update(reports).where(reports.c.person_id == person).values(readers=readers.value))

    await app.database.write(work)


async def drafted(house: House) -> Sent:
    """Bruno's draft, written by talking."""
    (which,) = await house.say("synthèse", BRUNO)
    asked = await house.press(which, SENTENCES[ADA], BRUNO)
    asked = await house.press(asked, "Suivant", BRUNO, works="Un critère à la fois.")
    asked = await house.press(asked, "Passer", BRUNO)
    return await house.press(asked, "Suivant", BRUNO, whom="Pour qui relit peu.")


async def questions(house: House, draft: Sent) -> dict[Who, Sent]:
    """What each of those cited is asked, after « Demander l'accord »."""
    await house.press(draft, "Demander l'accord", BRUNO)
    await house.tick()
    chats = {who.chat: who for who in SENTENCES}
    return {chats[sent.conversation]: sent for sent in microsoft_posts(house) if sent.conversation in chats}


def microsoft_posts(house: House) -> list[Sent]:
    """The questions posted so far."""
    titles = ("Une phrase de votre bilan", "A sentence from your report")
    return [s for s in house.microsoft.posted if s.method == "POST" and s.text.startswith(titles)]
