"""The revisions lead from nothing to exactly the tables of storage/schema.py, whole or not at all."""

from collections.abc import AsyncIterator, Mapping
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DBAPIError

from storage.migrating import _config, is_at_head, migrate
from storage.schema import metadata
from storage.transactions import Database, open_database
from tests.databases import ENGINES, fresh_database
from tests.storage.seeds import college, dump


@pytest.fixture(params=ENGINES)
async def empty(request: pytest.FixtureRequest) -> AsyncIterator[Database]:
    """A database without any table."""
    async with fresh_database(request.param, migrated=False) as url:
        database = open_database(url)
        yield database
        await database.close()


def tables(conn: Connection) -> set[str]:
    return set(inspect(conn).get_table_names())


async def test_from_nothing_to_the_newest(empty: Database) -> None:
    assert not await empty.read(is_at_head)
    await empty.write(migrate)
    assert await empty.read(is_at_head)
    assert await empty.read(tables) == {*metadata.tables, "alembic_version"}


async def test_alembic_finds_nothing_left_to_do(empty: Database) -> None:
    await empty.write(migrate)

    def differences(conn: Connection) -> list[object]:
        return compare_metadata(MigrationContext.configure(conn, opts={"compare_type": True}), metadata)

    assert await empty.read(differences) == []


def told(found: Mapping[str, Any]) -> str:
    """What was found, as text; types and conditions are objects."""
    options = {name: str(value) for name, value in found.get("dialect_options", {}).items()}
    return repr({**found, "type": repr(found.get("type")), "dialect_options": options})


def seen(conn: Connection) -> dict[str, set[str]]:
    """Each table as the database itself tells it: columns with defaults, keys, indexes with their conditions."""
    looking = inspect(conn)
    looks = (
        looking.get_columns,
        looking.get_indexes,
        looking.get_unique_constraints,
        looking.get_foreign_keys,
        looking.get_check_constraints,
    )
    return {
        table: {told(found) for look in looks for found in look(table)} | {told(looking.get_pk_constraint(table))}
        for table in metadata.tables
    }


async def test_the_revisions_make_what_the_schema_would_make_itself(empty: Database) -> None:
    await empty.write(metadata.create_all)
    async with fresh_database(empty.dialect) as url:
        migrated = open_database(url)
        by_revisions, by_schema = await migrated.read(seen), await empty.read(seen)
        await migrated.close()
    assert by_revisions == by_schema
    conditions = [line for line in by_schema["outbox"] if f"{empty.dialect}_where" in line]
    assert len(conditions) == 5, "the partial indexes"


async def test_again_changes_nothing(database: Database) -> None:
    await database.write(lambda conn: college(conn, "alpha"))
    before = await database.read(dump)
    await database.write(migrate)
    await database.write(migrate)
    assert await database.read(dump) == before
    assert await database.read(is_at_head)


async def test_a_database_of_another_program_is_not_at_head(database: Database) -> None:
    newer = text("UPDATE alembic_version SET version_num = '9999'")
    await database.write(lambda conn: conn.execute(newer))
    assert not await database.read(is_at_head)


async def test_a_migration_that_fails_leaves_the_database_as_it_was(empty: Database) -> None:
    await empty.write(lambda conn: conn.execute(text("CREATE TABLE talks (mine INTEGER)")))
    with pytest.raises(DBAPIError):
        await empty.write(migrate)
    assert await empty.read(tables) == {"talks"}
    await empty.write(lambda conn: conn.execute(text("DROP TABLE talks")))
    await empty.write(migrate)
    assert await empty.read(is_at_head)


async def test_there_is_one_way_forward(database: Database) -> None:
    def heads(conn: Connection) -> int:
        return len(ScriptDirectory.from_config(_config(conn)).get_heads())

    assert await database.read(heads) == 1


async def test_a_sqlite_file_gives_back_room_from_its_first_table_on() -> None:
    async with fresh_database("sqlite", migrated=False) as url:
        database = open_database(url)
        await database.write(migrate)
        await database.close()
        again = open_database(url)
        assert await again.read(lambda conn: conn.exec_driver_sql("PRAGMA auto_vacuum").scalar()) == 2
        assert await again.read(lambda conn: conn.exec_driver_sql("PRAGMA integrity_check").scalar()) == "ok"
        await again.close()
