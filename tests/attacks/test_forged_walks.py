"""Every verb, about a walk, a line of it, or a copy shown to another, pressed on one's own card: nothing shown, nothing
changed, whoever presses, who runs the community too.
"""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, select

from bot.guides import packaged
from bot.verbs import DOES, SHOWS
from community.guide import Jurisdiction, Moment
from community.walk import Answer, Leg, line_id
from community.walk_share import Audience, snapshot
from dialogs import DIALOGS
from storage.guides import keep_guide
from storage.people import person_by_email
from storage.schema import guide_answers, walk_shares, walks
from storage.views.walks import load_walk
from storage.walk_shares import add_walk_share
from storage.walks import add_walk, give_answer, let_note_go, stand_at
from tests.fakes.teams import ADA, FakeMicrosoft, Who
from tests.scenarios.house import BRUNO, CORA, TUESDAY, House
from tests.scenarios.syntheses import EVE, PAUL, RING, ROSTER, gathered, scope_of

HIDDEN = "motsecret"
MINE = (walks, guide_answers, walk_shares)
LINE = packaged().criteria[0]


def hide(conn: Connection) -> list[str]:
    """Ada's walk holds the word, and so does the copy of it that is shown to Ève alone; the ids to press about."""
    scope = scope_of(conn)
    ada, eve = (person_by_email(scope, conn, who.email or "") or "" for who in (ADA, EVE))
    guide = keep_guide(scope, conn, packaged(), TUESDAY) or ""
    first = LINE.first.key
    law = Jurisdiction.QUEBEC
    walk = add_walk(scope, conn, RING, ada, guide, Moment.BEFORE, law, first, TUESDAY, project=f"Essayer {HIDDEN}")
    assert walk is not None
    assert give_answer(scope, conn, RING, walk, first, TUESDAY, answer=Answer.PARTLY, note=f"Voir {HIDDEN}")
    assert let_note_go(scope, conn, walk, first, True)
    assert stand_at(scope, conn, walk, Leg.FIRST, None, TUESDAY)
    seen = load_walk(scope, conn, RING, walk)
    assert seen is not None
    share = add_walk_share(scope, conn, RING, walk, Audience.PEER, snapshot(seen), TUESDAY, to_id=eve)
    assert share is not None
    return [walk, line_id(walk, first), share]


def theirs(conn: Connection) -> list[Any]:
    return [conn.execute(select(table).order_by(table.c.id)).all() for table in MINE]


@pytest.mark.parametrize("who", [CORA, PAUL, BRUNO], ids=["peer", "steering", "facilitator"])
async def test_about_anothers_walk(url: str, microsoft: FakeMicrosoft, who: Who) -> None:
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
            assert not any(name in answer.text for name in (LINE.name.fr, LINE.name.en)), verb
        assert not [sent for sent in microsoft.posted if sent.conversation != ADA.chat and HIDDEN in sent.text]
        assert await house.app.database.read(theirs) == before
