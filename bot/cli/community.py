"""``relais community add|set|list``."""

from typing import Annotated

import typer
from sqlalchemy import Connection

from bot.cli.opening import refuse, run, settings
from bot.clock import SystemClock
from bot.delivery.pages import pages_follow
from storage.organizations import (
    NotACommunitySetting,
    TenantTaken,
    accept_tenant,
    add_community,
    add_organization,
    all_communities,
    community_by_slug,
    set_community,
)
from storage.scope import DEPLOYMENT, Scope

app = typer.Typer(help="Communities of this deployment.", no_args_is_help=True)

SLUG_LIMIT = 64


@app.command()
def add(
    slug: Annotated[str, typer.Argument(help="Its short name in commands: letters, digits, hyphens.")],
    name: Annotated[str, typer.Option(help="Its name as people read it.")],
    organization: Annotated[
        str | None, typer.Option(help="Its organization; by default, the community's name.")
    ] = None,
    tenant: Annotated[list[str] | None, typer.Option(help="Teams tenant accepted; may be repeated.")] = None,
    workspace: Annotated[list[str] | None, typer.Option(help="Slack workspace accepted; may be repeated.")] = None,
    time_zone: Annotated[str | None, typer.Option(help="Such as America/Toronto.")] = None,
    locale: Annotated[str | None, typer.Option(help="Such as fr_CA.")] = None,
) -> None:
    """Add a community, its organization, the tenants it accepts. Safe to repeat."""
    given = settings()
    zone = time_zone or given.time_zone
    if not slug.replace("-", "").isalnum() or not slug.isascii() or len(slug) > SLUG_LIMIT:
        refuse([f"{slug}: a short name is letters, digits and hyphens, {SLUG_LIMIT} at most"])
    tenants = tenant or ([given.teams_tenant_id] if given.teams_tenant_id else [])

    def work(conn: Connection) -> None:
        scope = Scope(add_organization(DEPLOYMENT, conn, organization or name))
        add_community(scope, conn, slug, {"name": name, "time_zone": zone, "locale": locale or given.locale})
        for channel, accepted in (("teams", map(str.lower, tenants)), ("slack", workspace or [])):
            for one in accepted:
                accept_tenant(scope, conn, channel, one)

    try:
        run(work, given)
    except (TenantTaken, ValueError) as error:
        refuse([str(error)])
    typer.echo(f"{slug}: {name}")
    if not tenants and not workspace:
        typer.echo("no tenant is accepted yet: repeat with --tenant or --workspace")


@app.command(name="set")
def set_(slug: str, key: str, value: str) -> None:
    """Change one setting of a community: name, time_zone, locale, learners, hours, rigour, jurisdiction; or of its
    organization: principal_page (on or off).
    """

    def work(conn: Connection) -> bool:
        found = community_by_slug(DEPLOYMENT, conn, slug)
        done = found is not None and set_community(found.scope(), conn, key, value)
        if found is not None and done and key == "principal_page":
            pages_follow(conn, found.scope(), SystemClock().now())
        return done

    try:
        done = run(work)
    except NotACommunitySetting as error:
        refuse([str(error)])
    if not done:
        refuse([f"{slug}: no community has this short name"])
    typer.echo(f"{slug}: {key} = {value}")


@app.command(name="list")
def list_() -> None:
    """The communities, with their organization and time zone."""
    for found in run(lambda conn: all_communities(DEPLOYMENT, conn)):
        typer.echo(f"{found.slug}\t{found.name}\t{found.organization}\t{found.time_zone}\t{found.locale}")
