"""README.md and docs/ say what the code is: names, tables, settings, commands, links, and what is called when."""

import ast
import asyncio
import re
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from difflib import unified_diff
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
import typer

from bot.cli import build
from bot.settings import PREFIX, Settings
from tests.databases import fresh_database
from tests.fakes.teams import FakeMicrosoft
from tests.scenarios.house import House
from tests.tables import README, written_again

ROOT = README.parent
PAGES = [README, *sorted((ROOT / "docs").glob("*.md"))]
TEXT = {page: page.read_text(encoding="utf-8") for page in PAGES}
NAMED = re.compile(r"`([\w/.-]+\.py):([\w.]+)`")
FOLDERS = "(?:community|storage|dialogs|bot|manifests|tests|docs)"
QUESTION = "Comment commenter 28 textes sans y laisser mon dimanche?"


def test_each_table_is_as_the_code_has_it() -> None:
    now = written_again(TEXT[README])
    differs = unified_diff(TEXT[README].splitlines(), now.splitlines(), "README.md", "the code (make tables)", n=0)
    assert "\n".join(differs) == ""


def test_a_table_that_differs_is_written_again() -> None:
    changed = TEXT[README].replace("| `idle` | start → `asking` |", "| `idle` | whatever |")
    assert changed != TEXT[README]
    assert written_again(changed) == TEXT[README]
    with pytest.raises(ValueError, match="table: talk"):
        written_again(TEXT[README].replace("<!-- table: talk -->", ""))


@pytest.mark.parametrize(("file", "name"), sorted({found for text in TEXT.values() for found in NAMED.findall(text)}))
def test_everything_named_exists(file: str, name: str) -> None:
    assert name in names_in(ast.parse((ROOT / file).read_text(encoding="utf-8")))


def names_in(tree: ast.AST) -> set[str]:
    """Functions, classes, their attributes and module constants, by their qualified names."""
    names: set[str] = set()
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names |= {node.name, *(f"{node.name}.{inner}" for inner in names_in(node))}
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names |= {target.id for target in targets if isinstance(target, ast.Name)}
    return names


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_and_link_leads_somewhere(page: Path) -> None:
    spans = re.findall(rf"`({FOLDERS}/[\w/.-]*)[`:]", TEXT[page])
    assert [path for path in spans if not (ROOT / path).exists()] == []
    links = re.findall(r"\]\(([^)]+)\)", TEXT[page])
    assert links
    lost = [link for link in links if not link.startswith("#") and not (page.parent / link).exists()]
    assert lost == []
    titles = {anchor(title) for title in re.findall(r"^#+ (.+)$", TEXT[page], re.MULTILINE)}
    assert [link for link in links if link.startswith("#") and link[1:] not in titles] == []


def anchor(title: str) -> str:
    """The name that a heading's link has."""
    return re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")


def test_every_section_is_in_the_contents() -> None:
    sections = re.findall(r"^## (.+)$", TEXT[README], re.MULTILINE)
    (contents,) = re.findall(r"^\*\*Contents\*\*: (.+)$", TEXT[README], re.MULTILINE)
    assert re.findall(r"\[([^]]+)\]", contents) == sections


def test_the_settings_are_those_of_the_code() -> None:
    told = re.findall(rf"^\| `({PREFIX}\w+)` \| (?:`([^`]*)`)? ?\| \S", TEXT[README], re.MULTILINE)
    fields = [(f"{PREFIX}{name.upper()}", str(field.default)) for name, field in Settings.model_fields.items()]
    assert told == fields


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_other_setting_is_named(page: Path) -> None:
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    named = {name.removesuffix("_FILE") for name in re.findall(rf"{PREFIX}[A-Z_]+", TEXT[page])}
    assert named - known == set()


def leaves(command: Any, path: str) -> Iterator[tuple[str, set[str]]]:
    """Every command that can be typed, by its whole name, with its options."""
    for name, inner in getattr(command, "commands", {}).items():
        yield from leaves(inner, f"{path} {name}")
    if not hasattr(command, "commands"):
        yield path, {name for given in command.params for name in given.opts if name.startswith("--")}


def commands() -> dict[str, set[str]]:
    return dict(leaves(typer.main.get_command(build()), "relais"))


def test_every_command_is_told_with_every_option() -> None:
    told = re.findall(r"^\| `(relais [a-z ]+)` \| (.+) \|$", TEXT[README], re.MULTILINE)
    assert {name: set(re.findall(r"`(--[\w-]+)`", about)) for name, about in told} == commands()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_that_is_typed_can_be(page: Path) -> None:
    known = commands()
    lines = re.findall(r"^ *(relais .+)$", TEXT[page], re.MULTILINE) + re.findall(r"`(relais [^`]+)`", TEXT[page])
    for line in lines:
        name = next((name for name in known if f"{line} ".startswith(f"{name} ")), None)
        assert name, line
        assert set(re.findall(r"(?<= )--[\w-]+", line)) <= known[name], line


def test_every_target_named_can_be_made() -> None:
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    named = {name for text in TEXT.values() for name in re.findall(r"(?:^|`)make ([a-z]+)", text, re.MULTILINE)}
    assert {"demo", "test"} <= named <= set(targets)


async def test_the_sentence_goes_the_way_that_is_told() -> None:
    with calls() as called:
        async with fresh_database("sqlite") as url, FakeMicrosoft() as microsoft, House(url, microsoft) as house:
            await house.say("défi")
            called.clear()
            (asked,) = await house.say(QUESTION)
            await settled(house)
            assert out_of_order("sentence", called) is None
            called.clear()
            kept = await house.press(asked, "Mes élèves aussi")
            await settled(house)
            assert out_of_order("press", called) is None
    assert "S'il y a un outil, qui s'en sert?" in asked.text
    assert "C'est gardé." in kept.text


async def settled(house: House) -> None:
    """Until the message's row is: only then has all been called."""
    await house.app.sender.idle()
    await asyncio.sleep(0)


def out_of_order(trace: str, called: list[str]) -> str | None:
    """The first function of a trace that wasn't called after those before it."""
    (told,) = re.findall(rf"<!-- trace: {trace} -->\n(.*?)<!-- end -->", TEXT[README], re.DOTALL)
    rest = iter(called)
    return next((f"{file}:{name}" for file, name in NAMED.findall(told) if f"{file}:{name}" not in rest), None)


@contextmanager
def calls() -> Iterator[list[str]]:
    """Every function of ours called from now on, in any thread begun from now on, as README.md writes them."""
    called: list[str] = []
    root = f"{ROOT}/"

    def note(frame: FrameType, event: str, _: Any) -> None:
        if event == "call" and frame.f_code.co_filename.startswith(root):
            called.append(f"{frame.f_code.co_filename.removeprefix(root)}:{frame.f_code.co_qualname}")

    before: Callable[..., Any] | None = sys.getprofile()
    threading.setprofile(note)
    sys.setprofile(note)
    try:
        yield called
    finally:
        sys.setprofile(before)
        threading.setprofile(None)
