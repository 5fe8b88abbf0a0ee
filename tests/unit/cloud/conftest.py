"""A cloud that replays, and connections to it that are closed in the end."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from typing import Any

import pytest

from launcher.cloud.connection import CloudConnection
from launcher.cloud.wire import Timeouts
from launcher.model.profile import Profile
from tests.unit.cloud.replay import ReplayCloud

Connect = Callable[..., CloudConnection]

SHORT = Timeouts(connect=5, read=5)
PASSWORD = "correct horse battery staple"


@pytest.fixture
def cloud() -> Iterator[ReplayCloud]:
    with ReplayCloud() as running:
        yield running


@pytest.fixture
def connect(cloud: ReplayCloud) -> Iterator[Connect]:
    """Make connections to the replayed cloud as alice, or as the profile fields given say."""
    with ExitStack() as stack:

        def make(
            *, secret: str | None = PASSWORD, timeouts: Timeouts = SHORT, **fields: Any
        ) -> CloudConnection:
            auth = {
                "auth_url": cloud.auth_url,
                "username": "alice",
                "user_domain_name": "Default",
                "project_name": "demo",
                "project_domain_name": "Default",
            }
            profile = Profile(**{"id": "prod-id", "name": "prod", "auth": auth, **fields})
            connection = CloudConnection(profile, secret, timeouts=timeouts)
            return stack.enter_context(closing(connection))

        yield make
