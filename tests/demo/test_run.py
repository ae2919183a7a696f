"""What the demo keeps, where, and how it begins again."""

import asyncio
import stat
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.demo.moving import CLOCK_FACT, ZONE
from bot.demo.people import Persona, Scene, scenes
from bot.demo.run import BOT_FILE, KEY_FILE, PAGE_FILE, START, clear, own_key, settings_for
from bot.demo.seed import seed
from community.roles import Role
from storage.facts import read_fact
from storage.scope import DEPLOYMENT
from storage.sealing import KeyRing
from storage.transactions import open_database
from tests.demo.whole import whole


async def test_the_welcome_waits_for_everyone_on_the_page(tmp_path: Path) -> None:
    async with whole(tmp_path) as demo:
        html = await demo.page()
        for who in scenes()[0].cast:
            assert welcome(who) in html
        async with demo.session.get(f"{demo.base}/demo?scene=college&lang=fr") as answer:
            html = await answer.text()
        for who in scenes()[1].cast:
            assert welcome(who) in html


def welcome(who: Persona) -> str:
    """The first words to somebody, in their language."""
    said = "Hello {}. This is Relais." if who.locale.startswith("en") else "Bonjour {}. Ici Relais."
    return said.format(who.first_name)


async def test_data_survives_a_restart_and_nobody_is_welcomed_twice(tmp_path: Path) -> None:
    async with whole(tmp_path) as demo:
        assert await demo.play("/demo/say", said("merci")) == 200
        before = await demo.page()
    async with whole(tmp_path) as demo:
        after = await demo.page()
    assert before.count("Ici Relais.") == after.count("Ici Relais.") == 7
    assert before.count('class="message') == after.count('class="message') == 13


async def test_begun_again_everything_is_as_at_first(tmp_path: Path) -> None:
    async with whole(tmp_path) as demo:
        await demo.play("/demo/say", said("merci"))
        await demo.page()
        key = (tmp_path / KEY_FILE).read_text()
        assert await demo.play("/demo/reset", {}) == 200
        async with asyncio.timeout(30):
            await demo.lives.get()
        html = await demo.page()
        assert html.count('class="message') == 11
        assert (tmp_path / KEY_FILE).read_text() != key


async def test_the_clock_starts_on_a_tuesday_at_eight_and_is_kept(tmp_path: Path) -> None:
    assert START.astimezone(ZONE).replace(tzinfo=None) == datetime(2025, 10, 7, 8, 0)  # noqa: DTZ001 a wall's time
    kept = []
    for _ in range(2):
        async with whole(tmp_path) as demo:
            assert "mardi 7 octobre, 8" in await demo.page()
        database = open_database(settings_for(tmp_path, 1).url())
        kept.append(await database.read(lambda conn: read_fact(DEPLOYMENT, conn, CLOCK_FACT)))
        await database.close()
    assert kept[0] == kept[1] is not None
    assert timedelta(seconds=float(kept[0])) < timedelta(0)


async def test_a_taken_port_is_told(tmp_path: Path) -> None:
    async with whole(tmp_path / "one") as demo:
        port = int(demo.base.rpartition(":")[2])
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("tests.demo.whole.unused_port", lambda: port)
            with pytest.raises(OSError, match=str(port)):
                async with whole(tmp_path / "two"):
                    pass
        assert "Ici Relais." in await demo.page(), "and the first goes on"


def test_the_key_is_its_owners_alone_and_stays(tmp_path: Path) -> None:
    path = tmp_path / KEY_FILE
    key = own_key(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert own_key(path) == key
    KeyRing.parse(key)


def test_only_the_demos_own_files_are_removed(tmp_path: Path) -> None:
    ours = [BOT_FILE, f"{BOT_FILE}-wal", PAGE_FILE, f"{PAGE_FILE}-shm", KEY_FILE]
    others = ["relais.db", "relais.db-wal", "notes.txt"]
    for name in ours + others:
        (tmp_path / name).touch()
    clear(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(others)
    clear(tmp_path)


def test_the_environment_has_no_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("RELAIS_DATABASE_URL=postgresql://real/database\n")
    monkeypatch.chdir(tmp_path)
    for name in ("DATABASE_URL", "TEAMS_APP_PASSWORD", "TEAMS_SERVICE_HOSTS", "SLACK_BOT_TOKEN", "ENCRYPTION_KEYS"):
        monkeypatch.setenv(f"RELAIS_{name}", "real")
    settings = settings_for(tmp_path, 3978)
    assert "real" not in repr(settings.model_dump())
    assert settings.host == "127.0.0.1"
    assert settings.url() == f"sqlite:///{tmp_path / BOT_FILE}"


@pytest.mark.parametrize("scene", scenes(), ids=lambda scene: scene.key)
def test_the_rosters_have_no_fault(scene: Scene) -> None:
    assert scene.roster.faults == ()
    assert {who.email for who in scene.cast} <= {row.email for row in scene.roster.rows}
    teacher, peer = (scene.persona(key) for key in scene.guided[:2])
    assert teacher is not None
    assert peer is not None
    assert teacher.group == peer.group == scene.channels[0].group


def test_a_centre_of_29_teachers_in_5_teams_and_a_college_of_7_families() -> None:
    centre, college = (scene.roster.rows for scene in scenes())
    teachers = [row for row in centre if Role.MEMBER in row.roles]
    assert (len(teachers), len({row.team for row in teachers})) == (29, 5)
    assert len({row.family for row in college if row.family}) == 7
    assert len([row for row in college if Role.AMBASSADOR in row.roles]) == 7


async def test_seeding_again_changes_nothing(tmp_path: Path) -> None:
    async with whole(tmp_path):
        pass
    database = open_database(settings_for(tmp_path, 1).url())
    for scene in scenes():
        plan = (await seed(database, scene, START.date())).plan
        assert not plan.faults
        assert {line.outcome.value for line in plan.lines} == {"unchanged"}
    await database.close()


def said(text: str) -> dict[str, object]:
    return {"scene": "cop", "who": "teacher", "text": text}
