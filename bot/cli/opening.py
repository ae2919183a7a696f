"""What commands share: the settings, the database open for one piece of work, one line for what went wrong."""

import asyncio
from collections.abc import Callable, Iterable
from typing import NoReturn, TypeVar

import typer
from pydantic import ValidationError
from sqlalchemy import Connection

from bot.settings import Settings, UnreadableFile, load
from storage.migrating import is_at_head, migrate
from storage.transactions import DATABASE_FAULTS, open_database

T = TypeVar("T")


def refuse(lines: Iterable[str]) -> NoReturn:
    """Say why, a line a fault, and end with 1."""
    for line in lines:
        typer.echo(line, err=True)
    raise typer.Exit(1)


def settings() -> Settings:
    """The settings, or a refusal that never shows a value."""
    try:
        return load()
    except UnreadableFile as error:
        refuse([str(error)])
    except ValidationError as error:
        refuse(f"RELAIS_{str(fault['loc'][0]).upper()}: {fault['msg']}" for fault in error.errors())


def run(work: Callable[[Connection], T], given: Settings | None = None) -> T:
    """Run one piece of work on the configured database; SQLite is brought to the newest schema first."""
    return asyncio.run(_run(work, given or settings()))


async def _run(work: Callable[[Connection], T], given: Settings) -> T:
    try:
        database = open_database(given.url())
    except ValueError as error:
        refuse([str(error)])
    try:
        if database.dialect == "sqlite":
            await database.write(migrate)
        elif not await database.read(is_at_head):
            refuse(["the database is not at this version's schema: run « relais migrate » first"])
        return await database.write(work)
    except DATABASE_FAULTS as error:
        refuse([f"the database refused: {type(error).__name__}"])
    finally:
        await database.close()
