"""Files: those we keep are their owner's only, and one we are given costs no more than its size."""

import io
import os
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from bot.demo.run import BOT_FILE, KEY_FILE, PAGE_FILE, own_key
from bot.demo.store import Store
from bot.intake.roster import read
from storage.migrating import migrate
from storage.transactions import open_database
from tests.attacks.test_floods import patience


@pytest.fixture
def shared_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder that everybody on the machine may read, under the usual umask."""
    before = os.umask(0o022)
    tmp_path.chmod(0o755)
    yield tmp_path
    os.umask(before)


async def test_what_the_demo_keeps_is_its_owners_only(shared_folder: Path) -> None:
    own_key(shared_folder / KEY_FILE)
    store = Store(shared_folder / PAGE_FILE)
    database = open_database(f"sqlite:///{shared_folder / BOT_FILE}")
    await database.write(migrate)
    modes = modes_in(shared_folder)
    store.close()
    await database.close()
    assert {KEY_FILE, PAGE_FILE, f"{PAGE_FILE}-wal", BOT_FILE, f"{BOT_FILE}-wal"} <= modes.keys()
    assert set(modes.values()) == {0o600}


def modes_in(folder: Path) -> dict[str, int]:
    return {file.name: stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()}


@pytest.mark.parametrize("number", ["1048576", "99999999999"], ids=["Excel's last", "absurd"])
def test_a_row_far_below_costs_no_more_than_a_sheet(number: str) -> None:
    book = openpyxl.Workbook()
    book.active.append(["courriel", "nom", "rôle"])
    book.active.append(["ada@college.example", "Ada Tremblay", "membre"])
    made, bent = io.BytesIO(), io.BytesIO()
    book.save(made)
    with zipfile.ZipFile(made) as whole, zipfile.ZipFile(bent, "w") as changed:
        for name in whole.namelist():
            row = f'<row r="{number}"><c r="A{number}"/></row></sheetData>'.encode()
            changed.writestr(name, whole.read(name).replace(b"</sheetData>", row))
    with patience():
        roster = read(bent.getvalue())
    assert roster.faults == ()
    assert [found.email for found in roster.rows] == ["ada@college.example"]
