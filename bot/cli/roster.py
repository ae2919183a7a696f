"""``relais import roster``: a file of people into a community."""

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table
from sqlalchemy import Connection

from bot.cli.importing import REFUSED, given_file, no_community, no_file, tell_refused, tell_remarks, write_new
from bot.cli.opening import run
from bot.clock import Clock, SystemClock
from bot.settings import Settings
from bot.texts.words import Speech
from community.civil import civil_date
from community.roster import Outcome, Plan
from storage.organizations import community_by_slug
from storage.roster import import_roster
from storage.scope import DEPLOYMENT

TEMPLATE = ("header", "ambassador", "delegate", "member", "facilitator")
"""The template's lines, by the last part of their keys; cells are apart by |."""
SHOWS_PROGRESS_FROM_BYTES = 100_000
"""About a thousand people: what is smaller is done before a bar is drawn."""


def add_roster(imports: typer.Typer, settings: Settings, say: Speech, clock: Clock | None = None) -> None:
    """Add ``roster`` to ``relais import``, in the language of ``say``."""

    @imports.command("roster", help=say("roster.cli.help"))
    def roster(
        file: Annotated[Path | None, typer.Argument(metavar="FILE", help=say("roster.cli.file"))] = None,
        community: Annotated[
            str | None, typer.Option("--community", metavar="SLUG", help=say("import.community"))
        ] = None,
        dry_run: Annotated[bool, typer.Option("--dry-run", help=say("import.dry_run"))] = False,
        end_missing: Annotated[bool, typer.Option("--end-missing", help=say("roster.cli.end_missing"))] = False,
        template: Annotated[bool, typer.Option("--template", help=say("roster.cli.template"))] = False,
    ) -> None:
        if template:
            if community or dry_run or end_missing:
                raise typer.BadParameter(say("import.template_alone"))
            write_template(file, say)
            return
        path, slug = given_file(file, community, say)
        try:
            plan = _import(path, slug, dry_run, end_missing, settings, say, clock or SystemClock())
        except PermissionError:
            raise no_file(path, say) from None
        _tell(plan, path, dry_run, say)
        if plan.faults:
            raise typer.Exit(REFUSED)


def write_template(path: Path | None, say: Speech) -> None:
    """Write an example to fill in, to a new file or to standard output: as Excel opens it with a double click."""
    text = io.StringIO()
    lines = [say(f"roster.template.{part}") for part in TEMPLATE]
    csv.writer(text, delimiter=";").writerows(line.split("|") for line in lines)
    write_new(path, text.getvalue().encode("utf-8-sig"), say)


def _import(
    file: Path, slug: str, dry_run: bool, end_missing: bool, settings: Settings, say: Speech, clock: Clock
) -> Plan:
    from bot.intake.roster import read  # late: no other command needs what reads workbooks

    with _progress(file) as bar:
        reading = bar.add_task(say("roster.cli.reading"), total=None)
        people = read(file, lambda done, total: bar.update(reading, completed=done, total=total or None))
        bar.update(reading, completed=len(people.rows), total=len(people.rows))
        writing = bar.add_task(say("roster.cli.writing"), total=None)

        def work(conn: Connection) -> Plan | None:
            community = community_by_slug(DEPLOYMENT, conn, slug)
            if community is None:
                return None
            return import_roster(
                community.scope(),
                conn,
                people,
                civil_date(clock.now(), ZoneInfo(community.time_zone)),
                end_missing=end_missing,
                dry_run=dry_run,
                progress=lambda done, total: bar.update(writing, completed=done, total=total),
            )

        plan = run(work, settings)
    if plan is None:
        raise no_community(slug, say)
    return plan


@contextmanager
def _progress(file: Path) -> Iterator[Progress]:
    console = Console(stderr=True)
    shown = console.is_terminal and file.stat().st_size >= SHOWS_PROGRESS_FROM_BYTES
    with Progress(console=console, transient=True, disable=not shown) as progress:
        yield progress


def _tell(plan: Plan, file: Path, dry_run: bool, say: Speech) -> None:
    tell_remarks(plan.notices, file, say)
    if plan.faults:
        tell_refused(plan.faults, file, say)
        return
    for line in plan.lines:
        changes = [say(f"roster.change.{change}") for change in line.changes]
        what = say(f"roster.line.{line.outcome}", name=line.full_name, email=line.email, changes=changes)
        print(f"{file}:{line.line}: {what}")
    for person in plan.missing:
        key = "roster.line.ended" if plan.ends_missing else "roster.line.missing"
        print(f"{file}: {say(key, name=person.full_name, email=person.email)}")
    table = Table(show_header=False)
    table.add_column()
    table.add_column(justify="right")
    for outcome in (Outcome.CREATED, Outcome.CHANGED, Outcome.UNCHANGED):
        table.add_row(say(f"roster.total.{outcome}"), say.written(plan.count(outcome)))
    missing = "roster.total.ended" if plan.ends_missing else "roster.total.missing"
    table.add_row(say(missing), say.written(len(plan.missing)))
    Console().print(table)
    if plan.missing and not plan.ends_missing:
        print(say("roster.cli.missing_go_on"))
    if dry_run:
        print(say("import.dry_run_done"))
