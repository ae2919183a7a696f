"""Keeps the demo to this machine: no page of another site reaches it, whatever name that site's address has.

A browser may be sent here by any page it shows (cross-site requests), and a hostile name may be made to point to a
loopback address (DNS rebinding). So the ``Host`` must be a loopback address, what carries another ``Origin`` is
refused, and what acts from the page must carry ours.
"""

from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.settings import is_loopback


def allowed(method: str, path: str, host: str, origin: str | None, remote: str | None) -> bool:
    """Whether a request may pass. ``remote`` is the peer's address."""
    if not (is_local(f"http://{host}") and is_loopback(remote or "")):
        return False
    acts_on_page = method == "POST" and path.startswith("/demo/") and not path.startswith("/demo/connector/")
    return origin == f"http://{host}" or (origin is None and not acts_on_page)


def is_local(url: str) -> bool:
    """Whether ``url`` leads to this machine: a loopback address, or the name that browsers keep for it."""
    try:
        name = urlsplit(url).hostname or ""
    except ValueError:
        return False
    return name == "localhost" or is_loopback(name)


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """403 for whatever isn't :func:`allowed`."""
    origin = request.headers.get("Origin")
    if not allowed(request.method, request.path, request.headers.get("Host", ""), origin, request.remote):
        return web.Response(status=403)
    return await handler(request)
