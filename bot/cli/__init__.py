"""The command line, thin: parse, call, say in one line what was wrong. Exit 0 done, 1 refused, 2 wrong usage.

It speaks English to administrators, as the tools around it do; what a facilitator reads (the roster's report) is in
the catalogs.
"""

import typer

from bot.cli import community, imports, keys, outbox, running

app = typer.Typer(name="relais", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
running.add_commands(app)
app.add_typer(community.app, name="community")
app.add_typer(imports.app, name="import")
app.add_typer(outbox.app, name="outbox")
app.add_typer(keys.app, name="keys")


def main() -> None:
    """The command « relais »."""
    app()
