"""What is built and installed: the rooms, whole, under names of ours alone, without a trace of the machine
that made them.
"""

import ast
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import grimp
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
ROOMS = ("community", "storage", "dialogs", "bot")
LOCKS = ("requirements.lock", "requirements-dev.lock")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

HEAVY = {
    "aiohttp",
    "alembic",
    "apscheduler",
    "botbuilder",
    "botframework",
    "msrest",
    "slack_sdk",
    "sqlalchemy",
}
"""What neither the rules nor the dialogs may drag in."""

NEVER_IMPORTED = {"tzdata"}
"""Declared for the data alone, which zoneinfo finds by itself."""

MACHINE = re.compile(r"(?<![\w.:/*-])/(?:home|opt|private|root|tmp|Users|work)/\w")
"""A place on somebody's machine; a system's own folders (/usr, /etc, /var) are none."""


def git_files(*paths: str) -> list[str]:
    listed = subprocess.run(["git", "ls-files", "-z", "--", *paths], cwd=ROOT, capture_output=True, check=True)
    return [name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


def imported_by_us() -> set[str]:
    """Top-level names that any module of the four rooms imports, early or late."""
    names: set[str] = set()
    for room in ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Import):
                    names |= {alias.name.partition(".")[0] for alias in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    names.add(node.module.partition(".")[0])
    return names


def test_nobody_else_installs_a_package_under_our_names() -> None:
    installed = packages_distributions()
    others = {room: set(installed.get(room, [])) - {PROJECT["name"]} for room in ROOMS}
    assert others == {room: set() for room in ROOMS}


def test_community_imports_the_standard_library_and_pydantic_only() -> None:
    graph = grimp.build_graph("community", include_external_packages=True, cache_dir=None)
    outside = {name for name in graph.modules if not name.startswith("community")}
    assert outside - sys.stdlib_module_names <= {"pydantic"}


def test_rules_and_dialogs_load_without_any_sdk() -> None:
    load_all = (
        "import importlib, pkgutil, sys\n"
        "for room in ('community', 'dialogs'):\n"
        "    for module in pkgutil.walk_packages(importlib.import_module(room).__path__, room + '.'):\n"
        "        importlib.import_module(module.name)\n"
        "print(*{name.partition('.')[0] for name in sys.modules})"
    )
    fresh = subprocess.run([sys.executable, "-c", load_all], cwd=ROOT, capture_output=True, text=True, check=False)
    assert fresh.returncode == 0, fresh.stderr
    loaded = set(fresh.stdout.split())
    assert {"community", "dialogs"} <= loaded
    assert loaded & HEAVY == set()


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_index_host_or_path(lock: str) -> None:
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    stray = [line for line in lines if re.search(r"://|--(?!hash=sha256:)|[/\\]\w|\w@|\.(?:org|com|io|net)\b", line)]
    assert stray == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_each_package_with_hashes(lock: str) -> None:
    entries = re.split(r"\n(?=\S)", (ROOT / lock).read_text(encoding="utf-8"))
    pins = [entry for entry in entries if not entry.startswith("#")]
    pinned = re.compile(r"[\w.-]+==[\w.!+]+ [^\n]*\\\n +--hash=sha256:")
    loose = [pin.partition("\n")[0] for pin in pins if not pinned.match(pin)]
    assert pins
    assert loose == []


def locked(lock: str) -> dict[str, str]:
    """Each package of a lock with its version."""
    return dict(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE))


def test_locks_hold_what_is_declared_and_agree() -> None:
    run, develop = (locked(lock) for lock in LOCKS)
    assert run.items() <= develop.items()
    for requirement in map(Requirement, PROJECT["dependencies"]):
        assert requirement.specifier.contains(run[canonicalize_name(requirement.name)]), requirement
    for requirement in map(Requirement, PROJECT["optional-dependencies"]["postgres"]):
        assert requirement.specifier.contains(develop[canonicalize_name(requirement.name)]), requirement


def declared() -> set[str]:
    """Canonical names of what Relais says it runs with."""
    return {canonicalize_name(Requirement(line).name) for line in PROJECT["dependencies"]}


def test_each_declared_dependency_is_imported_somewhere() -> None:
    distributions = packages_distributions()
    used = {canonicalize_name(owner) for name in imported_by_us() for owner in distributions.get(name, [])}
    assert declared() - used - NEVER_IMPORTED == set()


def test_each_import_is_ours_the_library_s_or_declared() -> None:
    distributions = packages_distributions()
    foreign = imported_by_us() - set(ROOMS) - sys.stdlib_module_names
    undeclared = {name for name in foreign if not declared() & set(map(canonicalize_name, distributions.get(name, [])))}
    assert undeclared == set()


def test_no_tracked_file_names_a_place_on_a_machine() -> None:
    found = []
    for name in git_files():
        try:
            text = (ROOT / name).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture, or a roster in another encoding
        found += [f"{name}: {line.strip()}" for line in text.splitlines() if MACHINE.search(line)]
    assert found == []


@pytest.mark.parametrize("place", ["home", "opt", "root", "tmp", "Users", "work"])
@pytest.mark.parametrize("line", ["open('/{}/x')", "cd /{}/x", "/{}/ana"])
def test_a_place_on_a_machine_is_recognised(line: str, place: str) -> None:
    assert MACHINE.search(line.format(place))


@pytest.mark.parametrize(
    "line", ["/usr/bin/chromium", "GET /demo", "https://slack.com/{}/x", "tests/{}/x", "/{}, /{}", "**/{}/x"]
)
@pytest.mark.parametrize("word", ["home", "work"])
def test_other_paths_are_let_be(line: str, word: str) -> None:
    assert not MACHINE.search(line.format(word, word))


def test_the_wheel_holds_the_four_rooms_whole_and_nothing_else(tmp_path: Path) -> None:
    built = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        inside = set(archive.namelist())
        (entry_points,) = (name for name in inside if name.endswith(".dist-info/entry_points.txt"))
        commands = archive.read(entry_points).decode()

    info = f"{PROJECT['name']}-{PROJECT['version']}.dist-info"
    assert {name.partition("/")[0] for name in inside} == {*ROOMS, info}
    assert set(git_files(*ROOMS)) - inside == set()
    assert f"{info}/licenses/LICENSE" in inside
    assert "relais = bot.cli:main" in commands
