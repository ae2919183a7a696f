"""``relais keys new``."""

import typer

from storage.sealing import new_key

app = typer.Typer(help="Encryption keys.", no_args_is_help=True)


@app.callback()
def keys() -> None:
    """Encryption keys."""


@app.command()
def new() -> None:
    """Print a new key for RELAIS_ENCRYPTION_KEYS. Keep it elsewhere too: without it, what people wrote is lost."""
    typer.echo(new_key())
