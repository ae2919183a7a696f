"""``relais serve``, ``relais demo``, ``relais migrate``."""

import asyncio
import logging
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.opening import refuse, settings
from bot.settings import refusals
from storage.transactions import DATABASE_FAULTS, open_database


def add_commands(app: typer.Typer) -> None:
    """Give ``app`` the commands that run the program."""
    app.command()(serve)
    app.command()(demo)
    app.command(name="migrate")(migrate_database)


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.", min=0, max=65535)] = None,
) -> None:
    """Run Relais for the configured channels."""
    given = settings()
    faults = refusals(given)
    if faults:
        refuse(faults)
    from bot import logs  # late: « relais --help » needs none of the program
    from bot.app import NotMigrated, build
    from bot.serving import serve as run

    logs.configure()
    try:
        built = build(given)
    except ValueError as error:
        refuse([str(error)])
    where = host if host is not None else given.host
    try:
        asyncio.run(run(built, where, given.port if port is None else port, lambda on: _listening(where, on)))
    except NotMigrated:
        refuse(["the database is not at this version's schema: run « relais migrate » first"])
    except DATABASE_FAULTS as error:
        refuse([f"cannot start: {type(error).__name__}: {getattr(error, 'strerror', None) or 'the database refused'}"])


def demo(
    port: Annotated[int, typer.Option(help="Port to listen on, on this machine only.", min=1, max=65535)] = 3978,
    data: Annotated[Path, typer.Option(help="Folder the demo keeps its data in.")] = Path("demo-data"),
) -> None:
    """Play Relais on a page of this machine: no account, nothing leaves it."""
    from bot import logs
    from bot.demo.run import is_new, run

    logs.configure(logging.WARNING)
    if is_new(data):
        typer.echo("its people play the months before first: ten seconds or so")
    try:
        asyncio.run(run(port, data, lambda page: typer.echo(f"the demo is at {page} (Ctrl+C stops it)")))
    except DATABASE_FAULTS as error:
        refuse([f"cannot start: {type(error).__name__}: {getattr(error, 'strerror', None) or 'the database refused'}"])


def migrate_database() -> None:
    """Bring the database to this version's schema."""
    from storage.migrating import migrate

    async def bring() -> None:
        database = open_database(settings().url())
        try:
            await database.write(migrate)
        finally:
            await database.close()

    try:
        asyncio.run(bring())
    except ValueError as error:
        refuse([str(error)])
    except DATABASE_FAULTS as error:
        refuse([f"the database refused: {type(error).__name__}"])
    typer.echo("the database is at this version's schema")


def _listening(host: str, port: int) -> None:
    typer.echo(f"listening on {host}:{port}")
