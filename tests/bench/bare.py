"""The least a bot can do: an aiohttp handler that parses the activity and posts one reply through a shared session."""

import sys
from collections.abc import AsyncIterator

import aiohttp
from aiohttp import web

SESSION = web.AppKey("session", aiohttp.ClientSession)


async def answer(request: web.Request) -> web.Response:
    """One turn."""
    activity = await request.json()
    url = f"{activity['serviceUrl']}v3/conversations/{activity['conversation']['id']}/activities"
    async with request.app[SESSION].post(url, json={"type": "message", "text": activity["text"]}) as posted:
        await posted.read()
    return web.Response()


async def session(app: web.Application) -> AsyncIterator[None]:
    """The session all turns share."""
    async with aiohttp.ClientSession() as app[SESSION]:
        yield


if __name__ == "__main__":
    app = web.Application()
    app.router.add_post("/api/messages", answer)
    app.cleanup_ctx.append(session)
    web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), print=None, access_log=None)
