"""What the imports share: the words typed, a template's file, a line a fault."""

import sys
from collections.abc import Iterable
from pathlib import Path

import typer

from bot.texts.words import Speech
from community.intake import Remark

REFUSED = 1


def given_file(file: Path | None, community: str | None, say: Speech) -> tuple[Path, str]:
    """The file and the community that are typed. Raises ``BadParameter`` without, or for a file that isn't there."""
    if file is None or community is None:
        raise typer.BadParameter(say("import.incomplete"))
    if not file.is_file():
        raise no_file(file, say)
    return file, community


def no_file(file: Path, say: Speech) -> typer.BadParameter:
    """A file that isn't there, or can't be read."""
    return typer.BadParameter(say("import.no_file", file=str(file)))


def no_community(slug: str, say: Speech) -> typer.BadParameter:
    """A short name that no community has."""
    return typer.BadParameter(say("import.no_community", slug=slug))


def write_new(path: Path | None, raw: bytes, say: Speech) -> None:
    """Write a template to a new file, never over one that somebody filled in; without a path, to standard output."""
    if path is None:
        sys.stdout.buffer.write(raw)
        return
    try:
        with path.open("xb") as file:
            file.write(raw)
    except FileExistsError:
        raise typer.BadParameter(say("import.template_exists", file=str(path))) from None
    except OSError:
        raise typer.BadParameter(say("import.template_unwritable", file=str(path))) from None


def tell_remarks(remarks: Iterable[Remark], file: Path, say: Speech) -> None:
    """A line each on standard error: the file, the place in it, the sentence."""
    for remark in remarks:
        place = f"{remark.line}" if remark.column is None else f"{remark.line}:{remark.column}"
        print(f"{file}:{place}: {_sentence(remark, say)}", file=sys.stderr)


def tell_refused(remarks: tuple[Remark, ...], file: Path, say: Speech) -> None:
    """The faults, then that nothing was written."""
    tell_remarks(remarks, file, say)
    print(say("import.refused", count=len(remarks)), file=sys.stderr)


def _sentence(remark: Remark, say: Speech) -> str:
    params = dict(remark.params)
    if "column" in params and say.has(f"roster.column.{params['column']}"):
        params["column"] = say(f"roster.column.{params['column']}")
    return say(remark.why, **params)
