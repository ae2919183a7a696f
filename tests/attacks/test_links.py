"""Links to files: made by Relais alone, for one person and an hour; anything else is answered alike, with 404."""

import io
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import docx
import pytest
from sqlalchemy import delete, select, update

from bot.ways import PATH, Ticket, sealed, unsealed
from community.files import FileKind
from storage.schema import cards, guide_answers, outbox, people, roles, walks
from storage.sealing import KeyRing, new_key
from tests.databases import ENGINES, fresh_database
from tests.fakes.teams import FakeMicrosoft, Sent
from tests.scenarios.house import KEYS, TUESDAY, House
from tests.scenarios.taking import PROJECT, walked

PUBLIC = "https://relais.example.org"
RING = KeyRing.parse(KEYS)
GONE = b"Ce lien ne m\xc3\xa8ne \xc3\xa0 rien"


@pytest.fixture(params=ENGINES)
async def house(request: pytest.FixtureRequest) -> AsyncIterator[House]:
    """A college that is written to in Teams and takes files by links only."""
    async with (
        fresh_database(request.param) as url,
        FakeMicrosoft() as microsoft,
        House(url, microsoft, public_url=PUBLIC, teams_file_hosts="") as it,
    ):
        yield it


async def linked(house: House) -> str:
    """The path of a link that was given."""
    await house.press(await walked(house), "Emporter la page")
    return path_of(house.news()[-1])


def path_of(sent: Sent) -> str:
    url = str(sent.button("Télécharger la page")["url"])
    assert url.startswith(PUBLIC + PATH)
    return url.removeprefix(PUBLIC)


async def get(house: House, path: str) -> tuple[int, bytes, Any]:
    async with house.client.get(path) as answer:
        return answer.status, await answer.read(), answer.headers


async def is_nowhere(house: House, path: str) -> bool:
    status, body, headers = await get(house, path)
    assert headers["Cache-Control"] == "no-store"
    return status == 404 and body.startswith(GONE)


async def test_a_link_leads_to_the_page_and_nothing_keeps_a_copy(house: House) -> None:
    status, body, headers = await get(house, await linked(house))
    assert status == 200
    assert PROJECT in [paragraph.text for paragraph in docx.Document(io.BytesIO(body)).paragraphs]
    assert headers["Content-Type"].startswith("application/vnd.openxmlformats-officedocument.wordprocessingml")
    assert headers["Content-Disposition"].startswith('attachment; filename="relais-guide-2025-10-07-')
    told = ("Cache-Control", "X-Content-Type-Options", "Referrer-Policy")
    assert [headers[name] for name in told] == ["no-store", "nosniff", "no-referrer"]


async def test_the_page_is_as_it_is_when_it_is_had(house: House) -> None:
    path = await linked(house)
    await house.app.database.write(lambda conn: conn.execute(update(guide_answers).values(goes=True)))
    _, body, _ = await get(house, path)
    assert "Voir avec l'équipe." in [paragraph.text for paragraph in docx.Document(io.BytesIO(body)).paragraphs]


async def test_after_an_hour_it_leads_nowhere_and_says_what_to_do(house: House) -> None:
    path = await linked(house)
    house.clock.advance(timedelta(minutes=59))
    assert (await get(house, path))[0] == 200
    house.clock.advance(timedelta(minutes=1))
    assert await is_nowhere(house, path)


async def test_a_token_changed_anywhere_leads_nowhere(house: House) -> None:
    path = await linked(house)
    token = path.removeprefix(PATH)
    assert (await get(house, path))[0] == 200
    for at in range(0, len(token), 7):
        changed = token[:at] + ("A" if token[at] != "A" else "B") + token[at + 1 :]
        assert await is_nowhere(house, PATH + changed)
    for other in (token[:-1], token + "A", token + "=", token.partition(".")[2], "x." + token, token[::-1]):
        assert await is_nowhere(house, PATH + other)


@pytest.mark.parametrize(
    "token",
    [
        "x",
        "k1.",
        "k1.AAAA",
        "%2e%2e%2fetc%2fpasswd",
        "k1.%00",
        "é",
        "%F0%9F%98%80",
        "a" * 5000,
        "k1." + "A" * 300,
    ],
)
async def test_whatever_is_asked_for_is_answered_alike(house: House, token: str) -> None:
    assert await is_nowhere(house, PATH + token)


async def test_no_path_leads_out_of_it(house: House) -> None:
    for path in (PATH + "../healthz", PATH + "a/b", PATH, PATH + "..%2f..%2fetc/passwd"):
        status, body, _ = await get(house, path)
        assert status in (200, 404)
        assert b"root:" not in body
    async with house.client.post(PATH + "x") as answer:
        assert answer.status == 405


async def test_what_was_sealed_for_something_else_is_no_link(house: House) -> None:
    await linked(house)
    kept = await house.app.database.read(lambda conn: conn.execute(select(guide_answers.c.note_sealed)).scalar())
    assert await is_nowhere(house, PATH + str(kept).translate(str.maketrans("+/", "-_")).rstrip("="))


async def test_another_persons_walk_is_not_theirs_whatever_a_token_says(house: House) -> None:
    await linked(house)
    walk = await house.app.database.read(lambda conn: conn.execute(select(walks)).one())
    everybody = await house.app.database.read(lambda conn: conn.execute(select(people.c.id)).scalars().all())
    theirs = next(one for one in everybody if one != walk.person_id)
    until = TUESDAY + timedelta(minutes=30)
    for person, organization, subject in (
        (theirs, walk.organization_id, walk.id),
        (walk.person_id, "elsewhere", walk.id),
        (walk.person_id, walk.organization_id, "another"),
    ):
        forged = Ticket(FileKind.WALK, subject, organization, person, until)
        assert await is_nowhere(house, PATH + sealed(RING, forged)), "even under our own key"


async def test_a_walk_erased_or_a_person_gone_is_nowhere(house: House) -> None:
    path = await linked(house)
    await house.app.database.write(lambda conn: conn.execute(delete(roles)))
    assert await is_nowhere(house, path)
    await house.app.database.write(_erased)
    assert await is_nowhere(house, path)


async def test_a_rotated_key_still_opens_and_a_lost_one_does_not(house: House) -> None:
    path = await linked(house)
    token, now = path.removeprefix(PATH), house.clock.now()
    assert unsealed(RING, token, now) is not None
    assert unsealed(KeyRing.parse(f"{new_key()},{KEYS}"), token, now) is not None
    assert unsealed(KeyRing.parse(new_key()), token, now) is None
    assert unsealed(KeyRing.parse("k1:" + "B" * 43 + "="), token, now) is None


async def test_it_is_had_sixty_times_a_minute_then_politely_refused(house: House) -> None:
    path = await linked(house)
    for _ in range(60):
        assert (await get(house, path))[0] == 200
    status, body, headers = await get(house, path)
    assert (status, headers["Retry-After"]) == (429, "60")
    assert b"Attendez une minute" in body
    house.clock.advance(timedelta(minutes=1))
    assert (await get(house, path))[0] == 200


async def test_no_token_is_kept_or_logged(house: House, capfd: pytest.CaptureFixture[str]) -> None:
    token = (await linked(house)).removeprefix(PATH)
    await get(house, PATH + token)
    await get(house, PATH + token[:-2] + "AA")
    out, err = capfd.readouterr()
    assert token[8:40] not in out + err
    for table in (outbox, cards):
        found = await house.app.database.read(lambda conn, of=table: conn.execute(select(of.c.message)).scalars().all())
        assert token[8:40] not in str(found)


async def test_a_card_drawn_again_gives_no_more_time(house: House) -> None:
    path = await linked(house)
    first = unsealed(RING, path.removeprefix(PATH), TUESDAY)
    house.clock.advance(timedelta(minutes=30))
    again = await linked_again(house)
    assert first is not None
    assert again.until == first.until


async def linked_again(house: House) -> Ticket:
    """What the card that was given leads to when it is drawn now."""
    row = await house.app.database.read(
        lambda conn: conn.execute(select(cards).where(cards.c.message["kind"].as_string() == "file_link")).one()
    )
    from bot.showing.files import MESSAGES
    from bot.showing.seeing import Seeing
    from bot.texts.words import Words
    from bot.ways import Ways
    from community.messages import MESSAGE
    from community.views import FileView
    from storage.addresses import find_address
    from storage.scope import Scope

    def drawn(conn: Any) -> FileView:
        scope = Scope(row.organization_id, row.community_id)
        reader = find_address(scope, conn, row.address_id)
        assert reader is not None
        ways = Ways(public_url=PUBLIC)
        seeing = Seeing(conn, scope, RING, reader, house.clock.now(), "fr_CA", "America/Toronto", Words.load(), ways)
        found = MESSAGES[FileView](seeing, MESSAGE.validate_python(row.message))
        assert isinstance(found, FileView)
        return found

    seen = await house.app.database.read(drawn)
    ticket = unsealed(RING, seen.url.removeprefix(PUBLIC + PATH), house.clock.now())
    assert ticket is not None
    return ticket


def _erased(conn: Any) -> None:
    conn.execute(delete(guide_answers))
    conn.execute(delete(walks))
