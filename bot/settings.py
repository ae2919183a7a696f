"""Everything that can be set, from ``RELAIS_…`` variables, a ``.env`` file, or ``RELAIS_…_FILE`` naming a file.

What is missing or unsafe for ``serve`` is one clear line each: see :func:`refusals`.
"""

import ipaddress
import os
import re
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from storage.sealing import KeyRing, KeyRingError

PREFIX = "RELAIS_"


class UnreadableFile(ValueError):
    """A setting names a file that cannot be read."""


class Settings(BaseSettings):
    """All settings, with their defaults. Nothing here is checked against the network."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=".env", extra="ignore", hide_input_in_errors=True)

    database_url: str = ""
    """SQLAlchemy URL; empty: SQLite in the data folder."""
    data_dir: Path = Path("data")
    host: str = "127.0.0.1"
    port: int = Field(3978, ge=0, le=65535)
    time_zone: str = "America/Toronto"
    locale: str = "fr_CA"

    teams_app_id: str = ""
    teams_app_password: str = Field("", repr=False)
    teams_tenant_id: str = ""
    teams_openid_metadata_url: str = "https://login.botframework.com/v1/.well-known/openidconfiguration"
    teams_login_url: str = "https://login.microsoftonline.com"
    teams_issuer: str = "https://api.botframework.com"
    teams_service_hosts: str = "smba.trafficmanager.net"
    """Comma list of ``host[:port]`` that may be posted to."""
    teams_file_hosts: str = "sharepoint.com,sharepoint.us"
    """Comma list of domains, each with all that is under it, where a file may be put; empty: none is offered in Teams.
    """
    teams_rate: float = Field(25, gt=0)
    """Messages a second a tenant (sources differ between 30 and 50: start lower)."""

    slack_bot_token: str = Field("", repr=False)
    slack_signing_secret: str = Field("", repr=False)
    slack_api_url: str = "https://slack.com/api/"

    public_url: str = ""
    """Where people's browsers reach Relais, for links to files; empty: no link is given."""

    encryption_keys: str = Field("", repr=False)

    def url(self) -> str:
        """The database's SQLAlchemy URL."""
        return self.database_url or f"sqlite:///{self.data_dir / 'relais.db'}"

    def service_hosts(self) -> frozenset[str]:
        """The hosts, ``host`` or ``host:port``, that Teams messages may be posted to."""
        return frozenset(h.strip().lower() for h in self.teams_service_hosts.split(",") if h.strip())

    def file_hosts(self) -> frozenset[str]:
        """The domains, or the loopback addresses with their ports, that a file may be put at."""
        return frozenset(h.strip().lower() for h in self.teams_file_hosts.split(",") if h.strip())

    def links_under(self) -> str:
        """The public address, without a slash at its end."""
        return self.public_url.strip().rstrip("/")

    def speaks_teams(self) -> bool:
        """Whether any of Teams' credentials is set."""
        return bool(self.teams_app_id or self.teams_app_password or self.teams_tenant_id)

    def speaks_slack(self) -> bool:
        """Whether any of Slack's credentials is set."""
        return bool(self.slack_bot_token or self.slack_signing_secret)


def load() -> Settings:
    """Settings from the environment, ``…_FILE`` variables included.

    Raises :class:`UnreadableFile` for a ``…_FILE`` that can't be read, ``pydantic.ValidationError`` for a bad value.
    """
    given: dict[str, str] = {}
    for name in Settings.model_fields:
        path = os.environ.get(f"{PREFIX}{name.upper()}_FILE")
        if path:
            try:
                given[name] = Path(path).read_text(encoding="utf-8").strip()
            except (OSError, UnicodeDecodeError) as error:
                raise UnreadableFile(f"{PREFIX}{name.upper()}_FILE: {error.__class__.__name__}") from None
    return Settings(**given)  # type: ignore[arg-type]


def is_loopback(host: str) -> bool:
    """Whether ``host`` is a loopback *address*; a name, even « localhost », is not one."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _is_domain(host: str) -> bool:
    """Whether a file may be put at an entry of this form: a domain of two names at least, or a loopback address."""
    name = host.rpartition(":")[0] if ":" in host else host
    return is_loopback(name) or re.fullmatch(r"(?:[a-z0-9-]+\.)+[a-z]{2,}", host) is not None


def refusals(settings: Settings) -> list[str]:
    """Why ``serve`` must not start with these settings: a line each, empty when it may."""
    lines = []
    teams = {
        "TEAMS_APP_ID": settings.teams_app_id,
        "TEAMS_APP_PASSWORD": settings.teams_app_password,
        "TEAMS_TENANT_ID": settings.teams_tenant_id,
    }
    slack = {
        "SLACK_BOT_TOKEN": settings.slack_bot_token,
        "SLACK_SIGNING_SECRET": settings.slack_signing_secret,
    }
    if not any((*teams.values(), *slack.values())):
        lines.append("no channel is configured: set the TEAMS_… or the SLACK_… credentials (README, Settings)")
    for group in (teams, slack):
        missing = [PREFIX + name for name, value in group.items() if not value]
        if missing and len(missing) < len(group):
            lines.append(f"a channel is half set: {', '.join(missing)} missing")
    if not settings.encryption_keys:
        lines.append(f"{PREFIX}ENCRYPTION_KEYS is missing: « relais keys new » prints one to keep")
    else:
        try:
            KeyRing.parse(settings.encryption_keys)
        except KeyRingError as error:
            lines.append(f"{PREFIX}ENCRYPTION_KEYS is broken: {error}")
    if any(not _is_domain(host) for host in settings.file_hosts()):
        lines.append(f"{PREFIX}TEAMS_FILE_HOSTS lists domains such as sharepoint.com, apart by commas")
    public = urlsplit(settings.links_under())
    if settings.public_url and (not public.hostname or public.query or public.fragment or "@" in public.netloc):
        lines.append(f"{PREFIX}PUBLIC_URL must be an address alone, such as https://relais.example.org")
    addresses = {
        "PUBLIC_URL": settings.public_url or "https://",
        "TEAMS_OPENID_METADATA_URL": settings.teams_openid_metadata_url,
        "TEAMS_LOGIN_URL": settings.teams_login_url,
        "SLACK_API_URL": settings.slack_api_url,
    }
    for name, address in addresses.items():
        parts = urlsplit(address)
        if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(parts.hostname or "")):
            lines.append(f"{PREFIX}{name} must be an https address")
    return lines
