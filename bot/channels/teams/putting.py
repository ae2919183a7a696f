"""Putting a file where its person allowed it: one request, to a host on the list, without our token."""

import aiohttp
import structlog
from yarl import URL

from bot.channels.channel import Outcome, Posted, Refused, RefusedForNow, UnsureOutcome
from bot.channels.teams.hosts import may_put_at
from bot.channels.teams.outcome import retry_after
from bot.channels.teams.pool import Pool
from bot.clock import Clock

TIMEOUT = aiohttp.ClientTimeout(total=20, connect=10, sock_connect=5)
"""Time for one file, which is a page. The lease of an outbox row is longer, the message after it included."""
THERE_ALREADY = 416
"""What OneDrive answers for bytes that it has: those of a request whose answer was lost."""

log = structlog.get_logger()


async def put(pool: Pool, url: str, content: bytes, hosts: frozenset[str], clock: Clock) -> Outcome:
    """Put all of ``content`` at ``url``, once, no redirect followed. Twice is the same as once."""
    if not may_put_at(url, hosts):
        return Refused("untrusted_host")
    headers = {
        "Content-Type": "application/octet-stream",
        "Content-Range": f"bytes 0-{len(content) - 1}/{len(content)}",
    }
    try:
        async with pool.session().put(
            URL(url, encoded=True), data=content, headers=headers, timeout=TIMEOUT, allow_redirects=False
        ) as response:
            result = outcome(response.status, retry_after(response.headers, clock))
    except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
        return RefusedForNow(f"put_{type(error).__name__}"[:64])
    except (aiohttp.ClientError, TimeoutError, ConnectionError) as error:
        return UnsureOutcome(f"put_{type(error).__name__}"[:64])
    log.info("teams.file_put", outcome=type(result).__name__, size=len(content))
    return result


def outcome(status: int, wait: float | None) -> Outcome:
    """What OneDrive's answer means. A session that is over, a full drive, a name taken: no later request helps.

    202 says that it waits for more, where there is no more: what it has of it is begun again.
    """
    code = f"put_{status}"
    if status in (200, 201, THERE_ALREADY):
        return Posted(None)
    if status in (429, 503):
        return RefusedForNow(code, wait)
    if status == 202 or (status >= 500 and status != 507):
        return UnsureOutcome(code)
    return Refused(code)
