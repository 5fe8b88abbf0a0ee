"""Logins that take a one-time code, against the demo cloud's Keystone, which counts them."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing

import pytest

from launcher.cloud.connection import CloudConnection
from launcher.cloud.servers import list_servers
from launcher.demo.cloud import DemoCloud
from launcher.demo.options import DemoOptions
from launcher.model.errors import AuthenticationError, OneTimeCodeError, PortholeError
from launcher.model.profile import Profile

WRONG = "000000"
METHODS = "v3password, v3totp"

Open = Callable[..., CloudConnection]


@pytest.fixture(scope="module")
def demo() -> Iterator[DemoCloud]:
    with DemoCloud(DemoOptions(servers=3)) as running:
        yield running


@pytest.fixture
def open_connection(demo: DemoCloud) -> Iterator[Open]:
    """Connect as the guarded account, which needs a password and a code."""
    demo.forget_requests()
    with ExitStack() as stack:

        def connect(
            auth_type: str, secret: str | None = demo.access.guarded.password, **more: str
        ) -> CloudConnection:
            access = demo.access
            auth = access.auth(access.projects[0]) | {"username": access.guarded.username} | more
            profile = Profile(id="demo-id", name="demo", auth_type=auth_type, auth=auth)
            return stack.enter_context(closing(CloudConnection(profile, secret)))

        yield connect


def code(demo: DemoCloud) -> str:
    return demo.access.guarded.passcode


def posts(demo: DemoCloud) -> int:
    return sum(request.path.endswith("/auth/tokens") for request in demo.requests)


def count(connection: CloudConnection) -> int:
    return sum(len(page) for page in list_servers(connection))


def refused(connection: CloudConnection) -> PortholeError:
    with pytest.raises(PortholeError) as caught:
        count(connection)
    return caught.value


@pytest.mark.parametrize("auth_type", ["v3password", "password"])
def test_a_cloud_that_wants_a_code_too_gets_it_with_its_receipt(
    demo: DemoCloud, open_connection: Open, auth_type: str
) -> None:
    connection = open_connection(auth_type)
    error = refused(connection)
    assert isinstance(error, OneTimeCodeError)
    assert f"The login of {demo.access.guarded.username} needs a one-time code." in error.trouble.what
    connection.give_code(code(demo))
    assert count(connection) == 3
    # The password was sent once, and the code once.
    assert posts(demo) == 2


def test_a_code_that_is_there_before_the_cloud_wants_it_is_used(
    demo: DemoCloud, open_connection: Open
) -> None:
    connection = open_connection("v3password")
    connection.give_code(code(demo))
    assert count(connection) == 3
    assert posts(demo) == 2


def test_both_factors_of_a_profile_are_one_request(demo: DemoCloud, open_connection: Open) -> None:
    connection = open_connection("v3multifactor", auth_methods=METHODS)
    assert isinstance(refused(connection), OneTimeCodeError)
    assert posts(demo) == 0
    connection.give_code(code(demo))
    assert count(connection) == 3
    assert posts(demo) == 1


def test_without_a_code_nothing_is_sent_however_often_somebody_asks(
    demo: DemoCloud, open_connection: Open
) -> None:
    connection = open_connection("v3password")
    for _ in range(5):
        assert isinstance(refused(connection), OneTimeCodeError)
    assert posts(demo) == 1


def test_a_token_is_used_until_it_ends_and_then_a_code_is_wanted(
    demo: DemoCloud, open_connection: Open
) -> None:
    connection = open_connection("v3password")
    refused(connection)
    connection.give_code(code(demo))
    for _ in range(3):
        count(connection)
    assert posts(demo) == 2
    demo.revoke_tokens()
    for _ in range(3):
        assert isinstance(refused(connection), OneTimeCodeError)
    # It is known by now that the password alone will not do.
    assert posts(demo) == 2
    connection.give_code(code(demo))
    assert count(connection) == 3
    assert posts(demo) == 4


@pytest.mark.parametrize(
    ("auth_type", "what", "sent"),
    [
        ("v3password", "The cloud refused the one-time code.", 2),
        ("v3totp", "The cloud refused the one-time code.", 1),
        ("v3multifactor", "The cloud refused the password or the one-time code.", 1),
    ],
)
def test_a_wrong_code_is_sent_once_told_and_asked_for_again(
    demo: DemoCloud, open_connection: Open, auth_type: str, what: str, sent: int
) -> None:
    connection = open_connection(
        auth_type, **({"auth_methods": METHODS} if auth_type == "v3multifactor" else {})
    )
    refused(connection)
    connection.give_code(WRONG)
    for _ in range(4):
        error = refused(connection)
        assert isinstance(error, OneTimeCodeError)
        assert error.trouble.what == what
        assert WRONG not in repr(error.trouble)
    assert posts(demo) == sent
    if auth_type != "v3totp":
        connection.give_code(code(demo))
        assert count(connection) == 3


def test_a_code_alone_opens_an_account_without_rules(demo: DemoCloud, open_connection: Open) -> None:
    connection = open_connection("v3totp", None, username=demo.access.username)
    connection.give_code(demo.access.passcode)
    assert count(connection) == 3
    assert posts(demo) == 1


def test_a_receipt_that_is_over_costs_a_login_by_password(demo: DemoCloud, open_connection: Open) -> None:
    connection = open_connection("v3password")
    refused(connection)
    demo.withdraw_receipts()
    connection.give_code(code(demo))
    assert isinstance(refused(connection), OneTimeCodeError)
    connection.give_code(code(demo))
    assert count(connection) == 3


def test_a_wrong_password_is_told_before_any_code(demo: DemoCloud, open_connection: Open) -> None:
    connection = open_connection("v3password", "wrong")
    assert isinstance(refused(connection), AuthenticationError)
    connection.give_code(code(demo))
    assert isinstance(refused(connection), AuthenticationError)
    assert posts(demo) == 1


def test_many_threads_share_one_code(demo: DemoCloud, open_connection: Open) -> None:
    connection = open_connection("v3password")
    refused(connection)
    connection.give_code(code(demo))
    with ThreadPoolExecutor(12) as pool:
        assert list(pool.map(lambda _: count(connection), range(12))) == [3] * 12
    assert posts(demo) == 2
