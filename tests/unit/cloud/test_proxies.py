"""Clouds behind real proxies: list, console, serial line, and what a person is told of a proxy in the way."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pytest

from launcher.cloud.certificates import shown_certificate
from launcher.cloud.connection import CloudConnection
from launcher.cloud.remote_consoles import create_remote_console
from launcher.cloud.serial_line import NoLine, SerialLineError, open_serial_line
from launcher.cloud.servers import list_servers
from launcher.demo.cloud import DemoCloud
from launcher.demo.options import DemoOptions
from launcher.model.console import ConsoleLink, ConsoleType
from launcher.model.errors import CloudUnreachableError, ProfileError
from launcher.model.profile import Profile
from launcher.model.proxy import Proxy
from launcher.model.secrets import packed
from tests.proxies import INSIDE, RunningProxy, microsocks, tinyproxy
from tests.unit.cloud.authority import Authority
from tests.unit.cloud.replay import ReplayCloud, Reply

USER, PASSWORD = "alice", "proxy-password-äß@:/"
KINDS = {"http": tinyproxy, "socks5": microsocks}
PLAIN_PASSWORD = "plain-proxy-password"

Reach = Callable[..., CloudConnection]


@pytest.fixture(scope="module")
def demo() -> Iterator[DemoCloud]:
    options = DemoOptions(servers=3, console_types=(ConsoleType.NOVNC, ConsoleType.SERIAL))
    with DemoCloud(options) as running:
        yield running


@pytest.fixture(params=KINDS)
def proxy(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[RunningProxy]:
    with KINDS[request.param](tmp_path) as running:
        yield running


@pytest.fixture(params=KINDS)
def strict_proxy(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[RunningProxy]:
    """One that wants a login."""
    with KINDS[request.param](tmp_path, user=USER, password=PLAIN_PASSWORD) as running:
        yield running


@pytest.fixture
def reach(demo: DemoCloud) -> Iterator[Reach]:
    """Connect to the demo by a name that only the proxies know, with the profile's fields."""
    access = demo.access
    with ExitStack() as stack:

        def connect(*, proxy_password: str = "", tls: bool = False, **fields: Any) -> CloudConnection:
            auth = {
                "auth_url": demo.auth_url.replace("127.0.0.1", INSIDE),
                "username": access.username,
                "user_domain_name": "Default",
                "project_name": "production",
                "project_domain_name": "Default",
            }
            if tls:
                auth["auth_url"] = auth["auth_url"].replace("http:", "https:")
            override = demo.compute_url.replace("127.0.0.1", INSIDE)
            profile = Profile(id="1", name="corp", auth=auth, compute_endpoint_override=override, **fields)
            secret = packed({"": access.password, "proxy_password": proxy_password})
            return stack.enter_context(closing(CloudConnection(profile, secret)))

        yield connect


def port_of(demo: DemoCloud) -> int:
    return int(demo.auth_url.rpartition(":")[2].partition("/")[0])


def console(connection: CloudConnection, kind: ConsoleType = ConsoleType.NOVNC) -> ConsoleLink:
    server = next(iter(list_servers(connection)))[0]
    return create_remote_console(connection, server.key, (kind,), 600.0)


def test_list_and_console_go_through_the_profiles_proxy(
    demo: DemoCloud, proxy: RunningProxy, reach: Reach
) -> None:
    link = console(reach(proxy=proxy.url))
    assert link.via == Proxy.read(proxy.url)
    assert proxy.was_asked_for(INSIDE, port_of(demo))


def test_without_a_proxy_the_name_is_not_to_be_found(reach: Reach) -> None:
    with pytest.raises(CloudUnreachableError, match=f"The host name {INSIDE} cannot be found"):
        console(reach(proxy="direct"))


@pytest.mark.parametrize("variable", ["http_proxy", "ALL_PROXY"])
def test_the_environment_names_a_proxy_and_the_profile_may_do_without(
    proxy: RunningProxy, reach: Reach, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(variable, proxy.url)
    assert console(reach()).via == Proxy.read(proxy.url)
    with pytest.raises(CloudUnreachableError, match="cannot be found"):
        console(reach(proxy="direct"))


def test_a_name_that_is_to_go_without_a_proxy_goes_without(
    proxy: RunningProxy, reach: Reach, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", proxy.url)
    monkeypatch.setenv("NO_PROXY", ".corp.example")
    with pytest.raises(CloudUnreachableError, match="cannot be found"):
        console(reach())
    # What a profile says is meant.
    assert console(reach(proxy=proxy.url))


def test_whoever_knows_the_systems_own_rules_is_asked(demo: DemoCloud, proxy: RunningProxy) -> None:
    asked = []

    def by_rules(url: str) -> str:
        asked.append(url)
        return proxy.url

    auth = {"auth_url": demo.auth_url.replace("127.0.0.1", INSIDE), "username": demo.access.username}
    auth |= {"user_domain_name": "Default", "project_name": "production", "project_domain_name": "Default"}
    profile = Profile(id="1", name="corp", auth=auth)
    with closing(CloudConnection(profile, demo.access.password, system_proxy=by_rules)) as connection:
        connection.endpoint()
    assert INSIDE in asked[0]


def test_a_proxy_that_wants_a_login_gets_it(strict_proxy: RunningProxy, reach: Reach) -> None:
    connection = reach(proxy=strict_proxy.url, proxy_user=USER, proxy_password=PLAIN_PASSWORD)
    assert console(connection).via is not None


# To a wrong login tinyproxy answers 401, in place of 407: in the clear that is as if the cloud had said so.
@pytest.mark.parametrize(("password", "tls"), [("", False), ("", True), ("wrong-proxy-password", True)])
def test_a_proxy_whose_login_is_missing_or_wrong_says_where_to_enter_it(
    strict_proxy: RunningProxy, reach: Reach, password: str, tls: bool
) -> None:
    connection = reach(
        proxy=strict_proxy.url, proxy_user=USER if password else "", proxy_password=password, tls=tls
    )
    with pytest.raises(CloudUnreachableError) as caught:
        connection.reach()
    trouble = caught.value.trouble
    assert "wants a login" in trouble.what
    assert trouble.next_step == "Enter its user and password in the profile, under Network."
    assert trouble.cloud == "corp"
    assert "wrong-proxy-password" not in str(trouble)


@pytest.mark.parametrize("scheme", ["http", "socks5"])
def test_a_proxy_that_is_not_there_is_named(reach: Reach, scheme: str) -> None:
    with pytest.raises(CloudUnreachableError) as caught:
        console(reach(proxy=f"{scheme}://127.0.0.1:1"))
    assert caught.value.trouble.what == "The proxy 127.0.0.1:1 cannot be reached."
    assert "Check the proxy in the profile" in caught.value.trouble.next_step


def test_a_proxy_that_is_none_is_the_profiles_fault(reach: Reach) -> None:
    with pytest.raises(ProfileError, match="no address of one"):
        console(reach(proxy="ftp://proxy.example"))


def test_a_serial_line_goes_through_the_proxy(proxy: RunningProxy, reach: Reach) -> None:
    link = console(reach(proxy=proxy.url), ConsoleType.SERIAL)
    url = link.url.replace("127.0.0.1", INSIDE)
    profile = Profile(id="1", name="corp")
    line = open_serial_line(url, profile, proxy=link.via)
    line.write(b"\r")
    assert line.read()
    line.close()
    with pytest.raises(SerialLineError) as caught:
        open_serial_line(url, profile)
    assert caught.value.reason is NoLine.UNKNOWN_NAME


def test_an_own_authority_is_believed_behind_a_proxy_too(proxy: RunningProxy, tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    with ReplayCloud(authority.server(INSIDE)) as cloud:
        cloud.script = lambda _: Reply(200, {"servers": []})
        root = f"https://{INSIDE}:{cloud.port}"
        cloud.login = [cloud.logged_in(catalog=cloud.catalog(f"{root}/v2.1"))]
        auth = {"auth_url": f"{root}/v3", "user_id": "alice", "project_id": "demo"}
        profile = Profile(id="1", name="corp", auth=auth, proxy=proxy.url, cacert=str(authority.pem))
        with closing(CloudConnection(profile, "secret")) as connection:
            assert list(list_servers(connection)) == [()]
        assert shown_certificate(f"{root}/", 5, Proxy.read(proxy.url))
        assert proxy.was_asked_for(INSIDE, cloud.port)


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("http://proxy.example:3128", "http://proxy.example:3128"),
        ("proxy.example", "http://proxy.example:8080"),
        ("socks5://[2001:db8::1]:1080", "socks5h://[2001:db8::1]:1080"),
        ("http://alice:p%40ss@proxy.example:3128", "http://alice:p%40ss@proxy.example:3128"),
    ],
)
def test_an_address_is_read_as_it_is_meant(address: str, url: str) -> None:
    assert Proxy.read(address).url == url


def test_a_login_with_any_characters_is_written_so_that_it_is_read_again() -> None:
    proxy = Proxy.read("http://proxy.example:3128", USER, PASSWORD)
    assert Proxy.read(proxy.url) == proxy
    assert PASSWORD not in repr(proxy)
    assert PASSWORD not in proxy.place


@pytest.mark.parametrize("address", ["", "ftp://proxy.example", "http://", "http://a:b:c", "http://a/pac.js"])
def test_what_is_no_address_of_a_proxy_is_not_taken_for_one(address: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        Proxy.read(address)
