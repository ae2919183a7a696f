"""``relais import guide``: a version of the reflective guide into a community."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from bot.cli.importing import REFUSED, given_file, no_community, no_file, tell_refused, write_new
from bot.cli.opening import run
from bot.clock import Clock, SystemClock
from bot.settings import Settings
from bot.texts.words import Speech
from community.care import BROKEN_DOWN_FROM
from community.civil import civil_date
from community.guide import Guide
from community.guide_changes import GuideImport, GuideOutcome, line_changes
from community.guide_rules import GuideWhy
from community.intake import Fault
from storage.guides import import_guide
from storage.organizations import community_by_slug
from storage.scope import DEPLOYMENT

if TYPE_CHECKING:
    from bot.intake.guide import GuideFile


def add_guide(imports: typer.Typer, settings: Settings, say: Speech, clock: Clock | None = None) -> None:
    """Add ``guide`` to ``relais import``, in the language of ``say``."""

    @imports.command("guide", help=say("guide.cli.help"))
    def guide(
        file: Annotated[Path | None, typer.Argument(metavar="FILE", help=say("guide.cli.file"))] = None,
        community: Annotated[
            str | None, typer.Option("--community", metavar="SLUG", help=say("import.community"))
        ] = None,
        dry_run: Annotated[bool, typer.Option("--dry-run", help=say("import.dry_run"))] = False,
        template: Annotated[bool, typer.Option("--template", help=say("guide.cli.template"))] = False,
    ) -> None:
        from bot.guides import packaged_bytes  # late: no other command reads YAML

        if template:
            if community or dry_run:
                raise typer.BadParameter(say("import.template_alone"))
            write_new(file, packaged_bytes(), say)
            return
        path, slug = given_file(file, community, say)
        try:
            found, done = _import(path, slug, dry_run, settings, say, clock or SystemClock())
        except PermissionError:
            raise no_file(path, say) from None
        if found.guide is None or done is None:
            tell_refused(found.faults, path, say)
            raise typer.Exit(REFUSED)
        _tell(found.guide, done, dry_run, say)


def _import(
    file: Path, slug: str, dry_run: bool, settings: Settings, say: Speech, clock: Clock
) -> "tuple[GuideFile, GuideImport | None]":
    """What the file holds, and what became of it: nothing, with faults."""
    from bot.guides import packaged
    from bot.intake.guide import GuideFile, read_guide

    community = run(lambda conn: community_by_slug(DEPLOYMENT, conn, slug), settings)
    if community is None:
        raise no_community(slug, say)
    now = clock.now()
    found = read_guide(file, civil_date(now, ZoneInfo(community.time_zone)))
    if found.guide is None:
        return found, None
    guide, scope = found.guide, community.scope()
    done = run(lambda conn: import_guide(scope, conn, guide, now, shipped=packaged(), dry_run=dry_run), settings)
    if done is None:
        raise no_community(slug, say)
    if done.outcome is not GuideOutcome.TAKEN:
        return found, done
    line, column = found.version_at
    return GuideFile(None, (Fault(line, GuideWhy.TAKEN, {"version": guide.version}, column),)), None


def _tell(guide: Guide, done: GuideImport, dry_run: bool, say: Speech) -> None:
    questions = len(list(guide.questions()))
    kept_as_it_came = done.before == guide and done.outcome is not GuideOutcome.UNCHANGED
    told = "guide.cli.pinned" if kept_as_it_came else f"guide.cli.{done.outcome}"
    print(say(told, version=guide.version, before=done.before.version, count=questions))
    if done.outcome is not GuideOutcome.UNCHANGED:
        for line in line_changes(done.before, guide):
            name = say("guide.cli.line", name=line.criterion.name.into(say.locale))
            parts = [say(f"guide.cli.line_{what}", count=count) for what, count in line.counts() if count]
            print(f"{name} {say.written(parts or [say('guide.cli.line_renamed')])}")
        told = "guide.cli.walkers" if done.walkers >= BROKEN_DOWN_FROM else "guide.cli.some_walkers"
        print(say(told, count=done.walkers))
    if dry_run:
        print(say("import.dry_run_done"))
