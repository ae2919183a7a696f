"""Each column that says something of a person declares how it is exported, erased and kept; people's words are sealed.

The rule: in a table from which keys lead to ``people``, every text, JSON, instant and date is declared personal, or
stands below with the reason why it is not. Ids and keys to other tables need no reason: they name nobody once the
person's row is gone.
"""

import ast
from pathlib import Path

import pytest
from sqlalchemy import JSON, Column, Date, String, Table, Text

import storage
from storage.schema import metadata, people
from storage.types import Erase, Personal, UtcDateTime

TECHNICAL = {
    "addresses.tenant": "the organization's, in « tenants » too",
    "addresses.kind": "whether it is private, a group's or a channel's",
    "talks.state": "whether a question is open, not which",
    "talks.dialog": "a name of ours, emptied with the conversation",
    "talks.step": "a name of ours, emptied with the conversation",
    "talks.asked_at": "measures the silence, emptied with the conversation",
    "outbox.recipient": "an id",
    "outbox.cause": "the platform's id of an event, or a name of ours",
    "outbox.order_key": "an id",
    "outbox.kind": "a name of ours",
    "outbox.message": "ids, keys, numbers and dates, never words",
    "outbox.edits": "an id",
    "outbox.thread": "the platform's id of a message",
    "outbox.state": "how far the sending is",
    "outbox.not_before": "when it is due",
    "outbox.expires_at": "when it would be too late",
    "outbox.lease": "a process",
    "outbox.leased_until": "a process's time",
    "outbox.code": "the platform's answer",
    "outbox.request_id": "an id of the log",
    "outbox.ended_at": "how far the sending is",
    "cards.message": "ids, keys, numbers and dates, never words",
    "cards.platform_id": "the platform's id of the card",
    "cards.subject_id": "an id",
    "presses.verb": "a button's name, part of the row's key",
    "challenges.group_id": "an id",
    "challenges.follows_id": "an id",
    "challenges.inspired_by_id": "an id",
    "channels.group_id": "an id",
    "peer_words.bundle": "the week that tells of it",
    "walks.group_id": "an id",
    "walk_shares.group_id": "an id",
    "team_questions.group_id": "an id",
    "principal_pages.deletes_on": "the school year's end, the same for everybody",
}
UNSEALED_TEXTS = {
    "facts.value": "the deployment's own, of nobody",
    "guides.content": "what every member of the community may read",
}

COLUMNS = {f"{table.name}.{column.name}": column for table in metadata.sorted_tables for column in table.columns}
PERSONAL = {name: column.info["personal"] for name, column in COLUMNS.items() if "personal" in column.info}


def leads_to_people(table: Table) -> bool:
    """Whether the table is about people: it holds them, or a key of it leads to a table that is."""
    return table is people or any(
        leads_to_people(key.column.table) for key in table.foreign_keys if key.column.table is not table
    )


def may_say_something(column: Column[object]) -> bool:
    return isinstance(column.type, String | Text | JSON | UtcDateTime | Date) and not (
        column.foreign_keys or column.name == "id"
    )


ABOUT_PEOPLE = [table for table in metadata.sorted_tables if leads_to_people(table)]


def test_the_tables_about_people() -> None:
    """Those that aren't: what a deployment is made of, and keys of events."""
    others = {table.name for table in metadata.sorted_tables} - {table.name for table in ABOUT_PEOPLE}
    groups = {"families", "departments", "teams", "meetings", "guides"}
    assert others == {"organizations", "tenants", "communities", "inbox", "facts"} | groups


@pytest.mark.parametrize("table", ABOUT_PEOPLE, ids=lambda table: table.name)
def test_each_column_is_declared_personal_or_known_to_be_technical(table: Table) -> None:
    said = {f"{table.name}.{column.name}" for column in table.columns if may_say_something(column)}
    undeclared = said - PERSONAL.keys() - TECHNICAL.keys()
    assert not undeclared, 'say info=_deleted("its name in an export", "how long it is kept"), or why it is technical'


def test_the_exceptions_are_still_needed() -> None:
    assert TECHNICAL.keys() <= COLUMNS.keys()
    assert not TECHNICAL.keys() & PERSONAL.keys()
    assert all(may_say_something(COLUMNS[name]) for name in TECHNICAL)
    assert UNSEALED_TEXTS.keys() <= COLUMNS.keys()


def test_a_declaration_says_how_long() -> None:
    assert all(isinstance(declared, Personal) and declared.keep for declared in PERSONAL.values())


@pytest.mark.parametrize("table", ABOUT_PEOPLE, ids=lambda table: table.name)
def test_an_export_says_each_thing_once_and_says_something(table: Table) -> None:
    names = [declared.export for name, declared in PERSONAL.items() if name.startswith(f"{table.name}.")]
    told = [name for name in names if name is not None]
    assert told
    assert len(told) == len(set(told))


@pytest.mark.parametrize("table", ABOUT_PEOPLE, ids=lambda table: table.name)
def test_erasing_can_be_done(table: Table) -> None:
    fates = {column.name: PERSONAL[f"{table.name}.{column.name}"].erase for column in table.columns if declared(column)}
    if Erase.DELETE_ROW in fates.values():
        assert set(fates.values()) == {Erase.DELETE_ROW}, "a row that goes leaves no cell to keep"
    for key in table.foreign_keys:
        if deletes_rows(key.column.table) and not key.parent.nullable and key.ondelete != "CASCADE":
            assert deletes_rows(table), f"{key.parent} would point at a row that is gone"


def declared(column: Column[object]) -> bool:
    return "personal" in column.info


def deletes_rows(table: Table) -> bool:
    return any(declared(column) and column.info["personal"].erase is Erase.DELETE_ROW for column in table.columns)


SEALED = {name: column for name, column in COLUMNS.items() if name.endswith("_sealed")}


def test_sealed_columns_are_texts_of_somebody() -> None:
    assert {"talks.words_sealed", "challenges.question_sealed"} <= SEALED.keys()
    assert all(isinstance(column.type, Text) for column in SEALED.values())
    assert SEALED.keys() <= PERSONAL.keys()


def test_a_text_without_a_limit_is_sealed() -> None:
    texts = {name for name, column in COLUMNS.items() if isinstance(column.type, Text)}
    assert texts == SEALED.keys() | UNSEALED_TEXTS.keys()


def test_no_key_or_index_holds_a_sealed_text() -> None:
    held = {
        column.name
        for table in metadata.sorted_tables
        for rule in (*table.indexes, *table.constraints)
        for column in rule.columns
    }
    assert not {name for name in held if name.endswith("_sealed")}


def asked_about(source: str) -> list[str]:
    """The sealed columns that a query compares, sorts or joins by: sealed twice, a text is never the same."""
    found = []
    for node in ast.walk(ast.parse(source)):
        asking = isinstance(node, ast.Compare) and not isinstance(node.ops[0], ast.Is | ast.IsNot)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            asking = node.func.attr in {
                "where",
                "filter",
                "join",
                "outerjoin",
                "order_by",
                "group_by",
                "having",
                "like",
            }
        if asking:
            asked = node.args if isinstance(node, ast.Call) else [node]  # a call's own columns, not its statement's
            found += [name for part in asked for name in _named(part) if name.endswith("_sealed")]
    return found


def _named(node: ast.AST) -> list[str]:
    """The attributes under a node, but for what is only asked to be there (``is_``, ``is_not``)."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("is_", "is_not"):
        return []
    mine = [node.attr] if isinstance(node, ast.Attribute) else []
    return mine + [name for child in ast.iter_child_nodes(node) for name in _named(child)]


def test_nothing_is_looked_for_by_a_sealed_text() -> None:
    sources = [path for root in storage.__path__ for path in Path(root).rglob("*.py")]
    assert len(sources) > 20
    assert {path.name: names for path in sources if (names := asked_about(path.read_text(encoding="utf-8")))} == {}


def test_the_search_for_that_finds_it() -> None:
    assert asked_about("select(t).where(t.c.words_sealed == x)") != []
    assert asked_about("select(t).order_by(t.c.words_sealed)") != []
    assert asked_about("ring.unseal(row.words_sealed)") == []
    assert asked_about("select(t.c.words_sealed).where(t.c.id == x)") == []
    assert asked_about("select(t).where(t.c.words_sealed.is_not(None))") == []
