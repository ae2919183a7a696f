"""``relais person unlink``."""

from typing import Annotated

import typer
from sqlalchemy import Connection

from bot.cli.opening import refuse, run
from storage.addresses import unlink_person
from storage.organizations import community_by_slug
from storage.people import person_by_email
from storage.scope import DEPLOYMENT

app = typer.Typer(help="People of this deployment.", no_args_is_help=True)


@app.callback()
def people() -> None:
    """People of this deployment."""


@app.command()
def unlink(
    email: Annotated[str, typer.Argument(help="The e-mail on the roster.")],
    community: Annotated[str, typer.Option(metavar="SLUG", help="A community of their organization.")],
) -> None:
    """Let a new account of the same person in: the next one with this e-mail reads what they kept.

    Only for the same person. An e-mail given to somebody else keeps what its owner before them wrote.
    """

    def work(conn: Connection) -> int | None:
        found = community_by_slug(DEPLOYMENT, conn, community)
        person = person_by_email(found.scope(), conn, email) if found is not None else None
        return unlink_person(found.scope(), conn, person) if found is not None and person is not None else None

    done = run(work)
    if done is None:
        refuse([f"{email}: nobody of this e-mail in the organization of {community}"])
    typer.echo(f"{email}: {done} account(s) unlinked")
