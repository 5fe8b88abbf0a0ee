"""One connection a profile: kept warm, dropped on change, never held up by another profile's keyring."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import msgspec
import pytest

from launcher.cloud.servers import list_servers
from launcher.demo.cloud import DemoCloud
from launcher.model.errors import ProfileError, SecretMissingError, Trouble
from launcher.model.profile import Profile, ProfileColour
from launcher.model.trust import TrustedCertificate
from launcher.services.connections import Connections
from launcher.services.profiles import ProfileBook
from launcher.storage.profiles import ProfileFile
from launcher.storage.secret_store import SecretStore
from launcher.storage.secrets import Secrets
from tests.unit.services.parts import profile_for


class AskingStore(SecretStore):
    """A keyring that asks for its password at each look into it, and a person who takes their time."""

    def __init__(self, secret: str) -> None:
        super().__init__()
        self._secret = secret
        self.asking = threading.Semaphore(0)
        self.answered = threading.Event()

    def get(self, profile_id: str) -> str:
        self.asking.release()
        assert self.answered.wait(10)
        if profile_id == "forgotten":
            raise SecretMissingError(Trouble("There is no password for this profile yet."))
        return self._secret

    def delete(self, profile_id: str) -> None:
        pass


@pytest.fixture
def store(cloud: DemoCloud) -> AskingStore:
    return AskingStore(cloud.access.password)


@pytest.fixture
def book(cloud: DemoCloud, store: AskingStore) -> ProfileBook:
    """Profile ``prod`` with a secret for this run, ``kept`` and ``forgotten`` with the keyring's."""
    made = ProfileBook(ProfileFile(), Secrets(store))
    made.add_guest(profile_for(cloud), cloud.access.password)
    for name in ("kept", "forgotten"):
        made.save(profile_for(cloud, id=name, name=name))
    return made


@pytest.fixture
def connections(book: ProfileBook) -> Iterator[Connections]:
    made = Connections(book)
    yield made
    made.close()


def logins(cloud: DemoCloud) -> int:
    return sum(request.path.endswith("/auth/tokens") for request in cloud.requests)


def names(connections: Connections, profile_id: str) -> list[str]:
    return [server.name for page in list_servers(connections.of(profile_id)) for server in page]


def test_a_profile_keeps_its_connection_and_logs_in_once(cloud: DemoCloud, connections: Connections) -> None:
    for _ in range(3):
        assert names(connections, "prod") == ["bastion", "web-01", "web-02"]
    assert connections.of("prod") is connections.of("prod")
    assert logins(cloud) == 1


def test_a_changed_profile_gets_a_new_connection(
    cloud: DemoCloud, book: ProfileBook, connections: Connections
) -> None:
    names(connections, "prod")
    elsewhere = {**book.get("prod").auth, "project_name": "sandbox"}
    book.save(msgspec.structs.replace(book.get("prod"), auth=elsewhere))
    assert names(connections, "prod") == []
    assert logins(cloud) == 2


def test_a_profile_that_looks_different_logs_in_once(
    cloud: DemoCloud, book: ProfileBook, connections: Connections
) -> None:
    names(connections, "prod")
    certificate = TrustedCertificate("console.example:6080", ":".join(["AB"] * 32))
    book.trust("prod", certificate)
    book.set_colour("prod", ProfileColour.TEAL)
    assert names(connections, "prod")
    assert logins(cloud) == 1


def test_a_dropped_connection_means_a_login(cloud: DemoCloud, connections: Connections) -> None:
    names(connections, "prod")
    connections.drop("prod")
    connections.drop("prod")
    assert names(connections, "prod")
    assert logins(cloud) == 2


def test_all_are_forgotten_in_the_end(cloud: DemoCloud, connections: Connections) -> None:
    names(connections, "prod")
    connections.close()
    connections.close()
    names(connections, "prod")
    assert logins(cloud) == 2


def test_a_keyring_that_asks_holds_up_its_own_profile_only(
    store: AskingStore, connections: Connections
) -> None:
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(names, connections, "kept")
        assert store.asking.acquire(timeout=10)
        assert names(connections, "prod")
        assert not waiting.done()
        store.answered.set()
        assert waiting.result(timeout=10) == ["bastion", "web-01", "web-02"]


def test_two_who_waited_for_the_keyring_share_one_connection(
    store: AskingStore, connections: Connections
) -> None:
    with ThreadPoolExecutor(2) as pool:
        waiting = [pool.submit(connections.of, "kept") for _ in range(2)]
        for _ in waiting:
            assert store.asking.acquire(timeout=10)
        store.answered.set()
        first, second = (one.result(timeout=10) for one in waiting)
    assert first is second


def test_a_missing_secret_is_told_with_its_profile_and_asked_again(
    store: AskingStore, connections: Connections
) -> None:
    store.answered.set()
    for _ in range(2):
        with pytest.raises(SecretMissingError) as caught:
            connections.of("forgotten")
        assert caught.value.trouble.cloud == "forgotten"
        assert store.asking.acquire(blocking=False)


def test_a_login_without_a_secret_leaves_the_keyring_alone(
    cloud: DemoCloud, book: ProfileBook, store: AskingStore, connections: Connections
) -> None:
    book.save(Profile(id="open", name="open", auth_type="none", compute_endpoint_override=cloud.compute_url))
    assert connections.of("open") is connections.of("open")
    assert not store.asking.acquire(blocking=False)


def test_a_removed_profile_has_no_connection(book: ProfileBook, connections: Connections) -> None:
    connections.of("prod")
    book.remove("prod")
    with pytest.raises(ProfileError, match="no longer there"):
        connections.of("prod")
