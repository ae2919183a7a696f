"""Which service hosts may be posted to. Asked of every incoming activity, and of every stored reference again."""

from functools import lru_cache

from yarl import URL

from bot.settings import is_loopback


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


def _parsed(service_url: str) -> URL | None:
    try:
        return URL(service_url)
    except ValueError:
        return None
