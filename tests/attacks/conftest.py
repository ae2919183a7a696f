"""The whole program on each database, with Microsoft's side, as in the scenarios."""

from tests.scenarios.conftest import microsoft, url

__all__ = ["microsoft", "url"]
