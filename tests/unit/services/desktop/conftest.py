"""A message bus nobody else is on, met by this process."""

from collections.abc import Iterator

import pytest

from launcher.services.desktop.bus import SessionBus
from tests.secret_service import meet, private_bus

__all__ = ["meet"]


@pytest.fixture
def bus(meet) -> Iterator[SessionBus]:
    with private_bus() as environment:
        meet(environment)
        made = SessionBus()
        yield made
        made.close()
