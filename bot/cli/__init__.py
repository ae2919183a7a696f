"""The command line, thin: parse, call, say in one line what was wrong. Exit 0 done, 1 refused, 2 wrong usage.

It speaks English to administrators, as the tools around it do; what a facilitator reads (the imports) is in
the catalogs.
"""

import typer

from bot.cli import community, keys, outbox, person, running
from bot.cli.guide import add_guide
from bot.cli.opening import settings
from bot.cli.roster import add_roster
from bot.texts.words import Words


def build() -> typer.Typer:
    """The command « relais », in the language of the settings where it speaks one of ours."""
    app = typer.Typer(name="relais", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
    running.add_commands(app)
    app.add_typer(community.app, name="community")
    imports = typer.Typer(help="Bring a file into a community.", no_args_is_help=True)
    imports.callback()(lambda: None)
    given = settings()
    say = Words.load().into(given.locale)
    add_roster(imports, given, say)
    add_guide(imports, given, say)
    app.add_typer(imports, name="import")
    app.add_typer(outbox.app, name="outbox")
    app.add_typer(keys.app, name="keys")
    app.add_typer(person.app, name="person")
    return app


def main() -> None:
    """Run the command."""
    try:
        app = build()
    except typer.Exit as refused:
        raise SystemExit(refused.exit_code) from None
    app()
