"""No storage function gives or changes anything of another organization: made from the signatures, so that none is
forgotten.
"""

import importlib
import inspect
import pkgutil
import typing
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from sqlalchemy import Connection

import storage
from storage.roster import NoSuchCommunity
from storage.scope import Deployment, Scope
from storage.transactions import Database
from tests.storage.filling import MIXED, CannotFill, arguments, call, fill, naming
from tests.storage.seeds import College, college, dump

Function = Callable[..., Any]

WITHOUT_SCOPE = {
    "storage.clock.database_time": "asks for the time, not for a row",
    "storage.dialects.insert_new": "spells a statement for those who have a scope",
    "storage.migrating.is_at_head": "looks at the schema, not at a row",
    "storage.migrating.migrate": "changes the schema",
}
REFUSALS = (ValueError, NoSuchCommunity)
"""What a function may raise instead of answering « nothing ». What the database raises is no refusal."""

OUR_OWN_ANYWAY = {
    "storage.views.challenges.load_month": "tells the community's month, with nobody's challenge",
    "storage.meetings.meeting_of": "tells the community's meeting, of a group that has none",
    "storage.meetings.until_of": "tells the last day of the month, of a group that has no meeting",
}
"""Functions that answer of one's own organization what they would answer of nobody."""


def public_functions() -> Iterator[Function]:
    """Every public function that storage defines, methods of public classes included."""
    for found in pkgutil.walk_packages(storage.__path__, "storage."):
        if found.name.startswith("storage.migrations"):
            continue
        module = importlib.import_module(found.name)
        for name, value in vars(module).items():
            if name.startswith("_") or getattr(value, "__module__", None) != found.name:
                continue
            if inspect.isclass(value):
                yield from (f for n, f in vars(value).items() if inspect.isfunction(f) and not n.startswith("_"))
            elif inspect.isfunction(value):
                yield value


def name_of(function: Function) -> str:
    return f"{function.__module__}.{function.__qualname__}"


def takes_a_connection(function: Function) -> bool:
    return Connection in typing.get_type_hints(function).values()


CONNECTED = {name_of(f): f for f in public_functions() if takes_a_connection(f)}
SCOPED = {name: f for name, f in CONNECTED.items() if next(iter(inspect.signature(f).parameters)) == "scope"}


def test_the_walk_finds_them() -> None:
    assert {"storage.talks.lock_talk", "storage.views.people.load_person", "storage.outbox.claim"} <= CONNECTED.keys()
    assert WITHOUT_SCOPE.keys() <= CONNECTED.keys(), "the exceptions name what is no longer there"


@pytest.mark.parametrize("name", sorted(CONNECTED.keys() - WITHOUT_SCOPE.keys()))
def test_whose_data_comes_first(name: str) -> None:
    hints = typing.get_type_hints(CONNECTED[name])
    first, second, *_ = inspect.signature(CONNECTED[name]).parameters
    assert (first, hints[first]) in (("scope", Scope), ("deployment", Deployment))
    assert (second, hints[second]) == ("conn", Connection)


class Undone(Exception):
    """Carries what was seen out of a transaction that is to leave no trace."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__()
        self.faults = faults


async def in_two_colleges(database: Database, look: Callable[[Connection, College, College], list[str]]) -> None:
    """Let ``look`` find faults, between a college of one's own and another organization's."""

    def work(conn: Connection) -> None:
        raise Undone(look(conn, college(conn, "alpha"), college(conn, "omega")))

    with pytest.raises(Undone) as seen:
        await database.write(work)
    assert not seen.value.faults, "\n" + "\n".join(seen.value.faults)


def attempt(conn: Connection, function: Function, scope: Scope, given: dict[str, Any]) -> tuple[Any, Any]:
    """(the answer, or the refusal; every row afterwards), and undo it."""
    savepoint = conn.begin_nested()
    try:
        answer = call(function, scope, conn, dict(given))
    except Exception as refusal:  # noqa: BLE001  # judged by who asked
        answer = refusal
    finally_rows = dump(conn)
    savepoint.rollback()
    return answer, finally_rows


async def test_with_ones_own_it_does_something(database: Database) -> None:
    """Else the test below would prove nothing."""

    def look(conn: Connection, ours: College, theirs: College) -> list[str]:
        faults = []
        before = dump(conn)
        for name, function in SCOPED.items():
            undo = conn.begin_nested()  # what filling writes is no doing of the others
            try:
                given = {a: fill(function, a, ours, conn, fresh=True) for a in arguments(function)}
            except CannotFill as unknown:
                faults.append(f"{unknown}: say in tests/storage/filling.py how to fill this")
                continue
            answer, after = attempt(conn, function, ours.scope, given)
            undo.rollback()
            if isinstance(answer, Exception) or (is_empty(answer) and after == before):
                faults.append(f"{name}: {answer!r}, and nothing changed")
        return faults

    await in_two_colleges(database, look)


async def test_another_organizations_are_neither_given_nor_changed(database: Database) -> None:
    def look(conn: Connection, ours: College, theirs: College) -> list[str]:
        before = dump(conn)
        ids = ids_of(theirs, before)
        faults = []
        for name, function in SCOPED.items():
            for case, scope, given in cases(function, ours, theirs, conn):
                answer, after = attempt(conn, function, scope, given)
                told = f"{name}, {case}"
                if isinstance(answer, REFUSALS):
                    continue
                if isinstance(answer, Exception):
                    faults.append(f"{told}: broke, {answer!r}")
                if "theirs" in case and not is_empty(answer) and name not in OUR_OWN_ANYWAY:
                    faults.append(f"{told}: answered {answer!r}")
                if any(of in repr(answer) for of in (*ids, theirs.mark)):
                    faults.append(f"{told}: told {answer!r}")
                faults += [f"{told}: {fault}" for fault in trespasses(before, after, ids)]
        return faults

    await in_two_colleges(database, look)


def cases(
    function: Function, ours: College, theirs: College, conn: Connection
) -> Iterator[tuple[str, Scope, dict[str, Any]]]:
    """Ways to reach over: all ids another's, each one of them, and another's community in the scope."""
    own = {a: fill(function, a, ours, conn) for a in arguments(function)}
    others = {a: fill(function, a, theirs, conn) for a in naming(function)}
    crossed = Scope(ours.scope.organization_id, theirs.scope.community_id)
    for argument in own.keys() & MIXED.keys():
        for case, made in MIXED[argument](ours, theirs, conn):
            yield f"{case} of theirs", ours.scope, own | {argument: made}
    if others:
        yield "all theirs", ours.scope, own | others
        yield "all theirs, and their community", crossed, own | others
    if len(others) > 1:
        for argument, value in others.items():
            yield f"{argument} of theirs", ours.scope, own | {argument: value}
    yield "in another's community", crossed, own


def is_empty(answer: Any) -> bool:
    """Whether it says « nothing there »: nothing, no, or a view with nothing in it."""
    if is_dataclass(answer) and type(answer).__name__.endswith("View"):
        held = [getattr(answer, field.name) for field in fields(answer)]
        collections = [value for value in held if isinstance(value, tuple | list | dict)]
        return bool(collections) and not any(collections)
    return not answer


def ids_of(theirs: College, rows: dict[str, set[str]]) -> set[str]:
    """The id of everything of theirs."""
    found = {theirs.scope.organization_id, theirs.scope.community_id or "", theirs.card, theirs.challenge}
    found |= {theirs.person, theirs.colleague, theirs.address, theirs.channel}
    assert all(any(one in row for table in rows.values() for row in table) for one in found)
    return found


def trespasses(before: dict[str, set[str]], after: dict[str, set[str]], ids: set[str]) -> Iterator[str]:
    """Rows of theirs that are gone or changed, and new ones that name something of theirs."""
    for table, rows in before.items():
        for row in rows - after[table]:
            if any(of in row for of in ids):
                yield f"changed {table} {row}"
        for row in after[table] - rows:
            if any(of in row for of in ids):
                yield f"wrote {table} {row}"
