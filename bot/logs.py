"""Structured logs, a line of JSON an event: ids, kinds and outcomes; never a text, a name, an e-mail or a token."""

import logging

import structlog


def configure(level: int = logging.INFO) -> None:
    """Set up both structlog and the standard library's loggers, which libraries use."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        cache_logger_on_first_use=True,
    )
