from collections.abc import Iterator

import pytest

from tests.intake.stage import Stage, stage


@pytest.fixture
def college() -> Iterator[Stage]:
    with stage() as made:
        yield made
