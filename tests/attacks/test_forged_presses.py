"""Every verb, about all that is somebody else's, pressed on one's own card: nothing shown, nothing changed."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, select

from bot.verbs import DOES, SHOWS
from community.challenge import Readers
from community.guide import Jurisdiction, Moment
from community.principal import OTHER_TOOL, Ages, CameOf, Opening, Outcome, Written, confirming
from community.report import Consent, Door, TraceKind
from community.walk import line_id
from dialogs import DIALOGS
from storage.actions import add_action, note_action
from storage.guides import keep_guide
from storage.letters import add_letter
from storage.organizations import set_community
from storage.people import person_by_email
from storage.principal import add_page, send_page, write_outcome
from storage.reports import choose_report_readers, fill_door
from storage.schema import actions, challenges, channels, letters, principal_pages, reports, traces, walks
from storage.traces import add_trace
from storage.views.principal import load_page
from storage.walks import add_walk
from tests.fakes.teams import ADA, FakeMicrosoft, Who
from tests.guide import SMALL
from tests.scenarios.house import BRUNO, CORA, TUESDAY, House
from tests.scenarios.syntheses import PAUL, RING, ROSTER, challenge_of, gathered, scope_of

HIDDEN = "motsecret"
MINE = (challenges, reports, actions, traces, letters, walks, principal_pages)


def hide(conn: Connection) -> list[str]:
    """Ada's report and all that hangs from it hold the word, hers alone; every id there is."""
    scope = scope_of(conn)
    ada, bruno = (person_by_email(scope, conn, who.email or "") or "" for who in (ADA, BRUNO))
    mine = challenge_of(conn, ADA)
    sealed = RING.seal("challenges", "question_sealed", mine, f"Comment {HIDDEN}?")
    conn.execute(challenges.update().where(challenges.c.id == mine).values(question_sealed=sealed))
    choose_report_readers(scope, conn, mine, Readers.ME, TUESDAY)
    for door in (Door.PRIDE, Door.LEARNERS, Door.STUCK):
        fill_door(scope, conn, RING, mine, door, f"Porte {HIDDEN}", TUESDAY)
    add_action(scope, conn, RING, mine, f"Essai {HIDDEN}", TUESDAY)
    note_action(scope, conn, RING, conn.execute(select(actions.c.id)).scalar_one(), f"Note {HIDDEN}", TUESDAY)
    link = f"https://x.example/{HIDDEN}"
    add_trace(scope, conn, RING, ada, mine, TraceKind.MESSAGE, TUESDAY, link=link, text=HIDDEN, consent=Consent.OWN)
    add_letter(scope, conn, RING, ada, bruno, f"Lettre {HIDDEN}", TUESDAY)
    guide = keep_guide(scope, conn, SMALL, TUESDAY)
    assert guide is not None
    law, first = Jurisdiction.QUEBEC, SMALL.criteria[0].first.key
    walk = add_walk(scope, conn, RING, ada, guide, Moment.BEFORE, law, first, TUESDAY, project=f"Projet {HIDDEN}")
    assert walk is not None
    written = Written(HIDDEN, HIDDEN, Ages.AT_13, OTHER_TOOL, Opening.OPEN, HIDDEN, HIDDEN)
    page = add_page(scope, conn, RING, ada, walk, written, TUESDAY.date() + timedelta(days=200), TUESDAY)
    assert page is not None
    send_page(scope, conn, page, bruno, TUESDAY)
    write_outcome(scope, conn, RING, page, CameOf(Outcome.GO, None, HIDDEN), TUESDAY)
    set_community(scope, conn, "principal_page", "on")
    found = load_page(scope, conn, RING, page, TUESDAY)
    assert found is not None
    of_ada = [row for table in MINE for row in conn.scalars(select(table.c.id).where(table.c.person_id == ada))]
    return [
        *of_ada,
        ada,
        confirming(page, found.edition),
        line_id(walk, first),
        *conn.scalars(select(channels.c.address_id)),
    ]


def theirs(conn: Connection) -> list[Any]:
    """Ada's rows, and what the channels are bound to."""
    ada = person_by_email(scope_of(conn), conn, ADA.email or "")
    mine = [conn.execute(select(table).where(table.c.person_id == ada)).all() for table in MINE]
    return [*mine, conn.execute(select(channels)).all()]


@pytest.mark.parametrize("who", [CORA, PAUL], ids=["peer", "steering"])
async def test_about_what_isnt_theirs(url: str, microsoft: FakeMicrosoft, who: Who) -> None:
    async with House(url, microsoft, roster=ROSTER) as house:
        await gathered(house, microsoft)
        ids = await house.app.database.write(hide)
        before = await house.app.database.read(theirs)
        (card,) = await house.say("réglages" if who is not CORA else "settings", who)
        button = next(a for e in card.card["body"] for a in e.get("actions", ()))["data"]
        verbs = [f"do.{name}" for name in DOES] + [f"show.{name}" for name in SHOWS]
        verbs += [f"start.{name}" for name in DIALOGS]
        every = [f"{verb}.{about}" for verb in verbs for about in ids]
        # Each database has every other one of them: it is the same code, and they are many.
        for number, verb in enumerate(every[url.startswith("sqlite") :: 2]):
            if number % 50 == 0:
                house.clock.advance(timedelta(minutes=1))
            answer = await house.deliver(microsoft.invoke(button["card"], verb, number, who))
            assert answer.status == 200, verb
            assert HIDDEN not in answer.text, verb
        assert not [sent for sent in microsoft.posted if sent.conversation != ADA.chat and HIDDEN in sent.text]
        after = await house.app.database.read(theirs)
        assert after == before
