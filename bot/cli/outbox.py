"""``relais outbox list|retry``: what was sent, what wasn't and why. No text: an administrator reads none."""

from datetime import timedelta
from typing import Annotated

import typer

from bot.cli.opening import refuse, run
from bot.clock import SystemClock
from community.delivery import OutboxState
from storage.outbox_upkeep import listed, retry
from storage.scope import DEPLOYMENT

app = typer.Typer(help="Messages to send, sent, or not.", no_args_is_help=True)

LISTED = 50
RETRY_WINDOW = timedelta(hours=12)
"""How long a message tried again may still take to leave."""


@app.command(name="list")
def list_(
    state: Annotated[list[OutboxState] | None, typer.Option(help="Only these states; may be repeated.")] = None,
) -> None:
    """The newest messages: id, kind, state, code, attempts, when due."""
    states = [s.value for s in state or list(OutboxState)]
    for row in run(lambda conn: listed(DEPLOYMENT, conn, states, LISTED)):
        due = row["not_before"].isoformat(timespec="seconds")
        typer.echo(f"{row['id']}\t{row['kind']}\t{row['state']}\t{row['code'] or '-'}\t{row['attempts']}\t{due}")


@app.command(name="retry")
def retry_(ids: Annotated[list[str], typer.Argument(help="Ids of messages that ended without arriving.")]) -> None:
    """Send again messages that are dead, unknown or expired. One that had arrived after all arrives twice."""
    now = SystemClock().now()
    done = run(lambda conn: retry(DEPLOYMENT, conn, ids, now, now + RETRY_WINDOW))
    if done < len(set(ids)):
        refuse([f"{done} of {len(set(ids))} made ready: the others are not there, or are not dead, unknown or expired"])
    typer.echo(f"{done} made ready")
