"""The package an administrator uploads: whole, within Teams' limits, the same in both languages."""

import json
import re
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest

from bot.channels.teams.taken import COMMAND
from tests.fakes.teams import APP_ID

FOLDER = Path(__file__).parents[3] / "manifests" / "teams"
PLACEHOLDERS = ("00000000-0000-0000-0000-000000000000", "relais.example.org")


def load(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / name).read_text("utf-8"))
    return found


def words_of(manifest: dict[str, Any]) -> dict[str, str]:
    """What is read by people, keyed as in a language file."""
    found = {f"{part}.{size}": manifest[part][size] for part in ("name", "description") for size in ("short", "full")}
    for at, commands in enumerate(manifest["bots"][0]["commandLists"]):
        for number, command in enumerate(commands["commands"]):
            for part in ("title", "description"):
                found[f"bots[0].commandLists[{at}].commands[{number}].{part}"] = command[part]
    for number, command in enumerate(manifest["composeExtensions"][0]["commands"]):
        for part in ("title", "description"):
            found[f"composeExtensions[0].commands[{number}].{part}"] = command[part]
    return found


def test_the_bot_is_one_app_where_people_are() -> None:
    manifest = load("manifest.json")
    [bot] = manifest["bots"]
    assert manifest["id"] == bot["botId"] == PLACEHOLDERS[0]
    assert bot["scopes"] == ["personal", "team", "groupChat"]
    assert bot["supportsFiles"], "a page is taken along by Teams' own consent"
    assert sorted(scope for listed in bot["commandLists"] for scope in listed["scopes"]) == sorted(bot["scopes"])
    assert f"v{manifest['manifestVersion']}/" in manifest["$schema"]
    assert not {"permissions", "authorization", "webApplicationInfo"} & manifest.keys(), "no permission is asked for"


def test_one_action_on_a_message_and_it_is_the_one_we_take() -> None:
    manifest = load("manifest.json")
    [extension] = manifest["composeExtensions"]
    [command] = extension["commands"]
    assert extension["botId"] == manifest["bots"][0]["botId"]
    assert (command["id"], command["type"], command["context"]) == (COMMAND, "action", ["message"])
    assert command["fetchTask"] is True


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_page_says_how_often_an_id_is_to_be_replaced(language: str) -> None:
    ids = (FOLDER / "manifest.json").read_text("utf-8").count(PLACEHOLDERS[0])
    page = (FOLDER / f"README.{language}.md").read_text("utf-8")
    assert ids == 3
    assert f"{'les trois' if language == 'fr' else 'the three'} `{PLACEHOLDERS[0]}`" in page


def test_the_french_file_says_what_the_manifest_says() -> None:
    french = load("fr.json")
    assert words_of(load("manifest.json")) == {key: text for key, text in french.items() if key != "$schema"}


@pytest.mark.parametrize("name", ["fr.json", "en.json"])
def test_each_language_is_whole_and_within_limits(name: str) -> None:
    words = load(name)
    del words["$schema"]
    assert words.keys() == words_of(load("manifest.json")).keys()
    limits = {"name.short": 30, "name.full": 100, "description.short": 80, "description.full": 4000}
    for key, text in words.items():
        assert text
        assert len(text) <= limits.get(key, 32 if key.endswith("title") else 128)
        assert "!" not in text


@pytest.mark.parametrize(("name", "size"), [("color.png", 192), ("outline.png", 32)])
def test_icons(name: str, size: int) -> None:
    data = (FOLDER / name).read_bytes()
    width, height, depth, kind = struct.unpack(">IIBB", data[16:26])
    assert (width, height, depth, kind) == (size, size, 8, 6)
    length = struct.unpack(">I", data[33:37])[0]
    pixels = zlib.decompress(data[41 : 41 + length])
    rows = [pixels[at + 1 : at + 1 + size * 4] for at in range(0, len(pixels), size * 4 + 1)]
    if name == "outline.png":
        assert all(row[at : at + 3] == b"\xff\xff\xff" for row in rows for at in range(0, size * 4, 4))
        assert rows[0][3] == 0
    else:
        assert all(row[at + 3] == 255 for row in rows for at in range(0, size * 4, 4))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_page_of_what_to_do_names_what_is_there(language: str) -> None:
    page = (FOLDER / f"README.{language}.md").read_text("utf-8")
    for placeholder in PLACEHOLDERS:
        assert placeholder in page
    for file in ("manifest.json", "fr.json", "en.json", "color.png", "outline.png"):
        assert f"`{file}`" in page
    assert "!" not in page
    assert APP_ID not in page


def test_both_pages_have_the_same_steps_and_settings() -> None:
    pages = [(FOLDER / f"README.{language}.md").read_text("utf-8") for language in ("fr", "en")]
    mark = re.compile(r"RELAIS_\w+|`[^`\n]+`|<https://[^>]+>|^#+ |^\d+\. |^\| ", re.MULTILINE)
    french, english = (mark.findall(page) for page in pages)
    assert french == english
