"""Which service hosts may be posted to. Asked of every incoming activity, and of every stored reference again."""

import re
from functools import lru_cache

from yarl import URL

from bot.settings import is_loopback

_ADDRESS = re.compile(r"https?://[A-Za-z0-9.:\[\]-]+/[A-Za-z0-9._~:/?\[\]@!$&'()*+,;=%{}|-]*")
_NAME = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")


@lru_cache(maxsize=256)
def may_post_to(service_url: str, hosts: frozenset[str]) -> bool:
    """Whether ``service_url`` is https (or http on a loopback address) and its host is one of ``hosts``.

    ``hosts`` are ``host`` or ``host:port``, in lower case; a ``host`` alone means its scheme's own port, a ``*`` for
    the port any of them.
    """
    url = _parsed(service_url)
    if url is None or not url.raw_host:
        return False
    if url.user is not None or url.password is not None or url.query_string or url.fragment:
        return False
    if url.scheme != "https" and not (url.scheme == "http" and is_loopback(url.raw_host)):
        return False
    host = f"[{url.raw_host}]" if ":" in url.raw_host else url.raw_host
    return f"{host}:{url.port}" in hosts or f"{host}:*" in hosts or (url.is_default_port() and host in hosts)


@lru_cache(maxsize=256)
def is_on_loopback(service_url: str) -> bool:
    """Whether ``service_url``'s host is a loopback address (a name, even « localhost », is not one)."""
    url = _parsed(service_url)
    return url is not None and is_loopback(url.raw_host or "")


@lru_cache(maxsize=256)
def may_put_at(url: str, hosts: frozenset[str]) -> bool:
    """Whether a file may be put at ``url``, which somebody else gave: its host is one of ``hosts``, or under one.

    Over https and its own port; no bare address but a loopback one that ``hosts`` lists with its port, or with a ``*``
    for any. Nothing that two readers of an address might read apart is let through: no user, no backslash, no other
    alphabet.
    """
    if not _ADDRESS.fullmatch(url):
        return False
    parsed = _parsed(url)
    host = parsed.raw_host if parsed is not None else None
    if parsed is None or not host or parsed.user is not None or parsed.password is not None or parsed.raw_fragment:
        return False
    if is_loopback(host):
        return may_post_to(str(parsed.with_query(None)), hosts)
    if parsed.scheme != "https" or not parsed.is_default_port() or not _NAME.fullmatch(host):
        return False
    return any(host == known or host.endswith(f".{known}") for known in hosts if _NAME.fullmatch(known))


def _parsed(service_url: str) -> URL | None:
    try:
        return URL(service_url)
    except ValueError:
        return None
