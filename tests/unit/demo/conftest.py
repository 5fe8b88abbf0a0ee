"""A demo cloud to talk to, clients that know nothing of it, and a real cloud's recorded answers."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from websockets.sync.client import ClientConnection

from launcher.demo.cloud import DemoCloud
from launcher.demo.options import DemoOptions
from tests.unit.demo.client import Client, server_id_of
from tests.unit.demo.viewer import Viewer, open_socket

RECORDED = Path(__file__).parents[2] / "recorded-nova"


@pytest.fixture(scope="session")
def shared_cloud() -> Iterator[DemoCloud]:
    """A cloud nobody changes."""
    with DemoCloud() as cloud:
        yield cloud


@pytest.fixture
def cloud() -> Iterator[DemoCloud]:
    """A cloud of one's own."""
    with DemoCloud() as cloud:
        yield cloud


@pytest.fixture
def make_cloud() -> Iterator[Callable[..., DemoCloud]]:
    """Makes clouds with options."""
    clouds: list[DemoCloud] = []

    def make(**options: Any) -> DemoCloud:
        clouds.append(DemoCloud(DemoOptions(**options)))
        clouds[-1].start()
        return clouds[-1]

    yield make
    for cloud in clouds:
        cloud.stop()


@pytest.fixture
def server_id() -> Callable[..., str]:
    return server_id_of


@pytest.fixture
def make_client() -> Iterator[Callable[..., Client]]:
    """Makes clients; ``project=None`` leaves the token without a project."""
    clients: list[Client] = []

    def make(cloud: DemoCloud, **login: Any) -> Client:
        clients.append(Client(cloud))
        clients[-1].log_in(**login)
        return clients[-1]

    yield make
    for client in clients:
        client.close()


@pytest.fixture
def client(cloud: DemoCloud, make_client: Callable[..., Client]) -> Client:
    """The operator, logged in to production of a cloud of one's own."""
    return make_client(cloud)


@pytest.fixture
def recorded() -> Callable[[str], dict[str, Any]]:
    """A real cloud's answer by its file's name."""
    return lambda name: json.loads((RECORDED / f"{name}.json").read_text())


@pytest.fixture
def without_ids() -> Callable[[object], Any]:
    """Makes two clouds' answers comparable: ids and addresses become words."""

    def plain(value: object) -> Any:
        text = json.dumps(value)
        text = re.sub(r"http://127\.0\.0\.1:\d+(/compute|/identity)?", "http://cloud", text)
        text = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b[0-9a-f]{32}\b", "an-id", text)
        return json.loads(text)

    return plain


@pytest.fixture
def knock() -> Iterator[Callable[..., ClientConnection]]:
    """Opens the WebSockets of console links, and says nothing on them."""
    with ExitStack() as stack:

        def open_link(link: str, **headers: str) -> ClientConnection:
            return stack.enter_context(open_socket(link, **headers))

        yield open_link


@pytest.fixture
def look(knock: Callable[..., ClientConnection]) -> Callable[..., Viewer]:
    """Opens console links as a browser would, with a small viewer."""
    return lambda link, **choices: Viewer(knock(link), **choices)


@pytest.fixture
def still(shared_cloud, make_client):
    """The link of a server whose screen stands still."""
    return make_client(shared_cloud).console_url("cache-01")
