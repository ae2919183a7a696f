"""Serving HTTP until told to stop: SIGTERM and SIGINT end what is under way and hand back the rest."""

import asyncio
import signal
from collections.abc import Callable
from typing import Protocol

from aiohttp import web

from bot.web.server import server_arguments

SHUTDOWN_SECONDS = 10.0
"""How long requests under way may take to end."""


class Program(Protocol):
    """What is served: :class:`bot.app.App`."""

    @property
    def web(self) -> web.Application:
        """Its routes."""

    async def start(self) -> None:
        """Begin."""

    async def stop(self) -> None:
        """End what is under way."""


async def serve(
    program: Program, host: str, port: int, ready: Callable[[int], None], stop: asyncio.Event | None = None
) -> None:
    """Start, listen, call ``ready`` with the port listened on, stop on a signal or once ``stop`` is set.

    The port is taken before the program starts: one that is already running is left in peace. Raises ``OSError`` when
    the port is taken, and what :meth:`bot.app.App.start` raises.
    """
    runner = web.AppRunner(
        program.web,
        access_log=None,
        handle_signals=False,
        shutdown_timeout=SHUTDOWN_SECONDS,
        **server_arguments(),
    )
    await runner.setup()
    stop = stop or asyncio.Event()
    loop = asyncio.get_running_loop()
    for signum in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(signum, stop.set)
    assert runner.server is not None
    listener: asyncio.Server | None = None
    try:
        listener = await loop.create_server(runner.server, host, port, start_serving=False)
        await program.start()
        await listener.start_serving()
        ready(listener.sockets[0].getsockname()[1])
        await stop.wait()
    finally:
        if listener is not None:
            listener.close()
        await runner.cleanup()
        await program.stop()
