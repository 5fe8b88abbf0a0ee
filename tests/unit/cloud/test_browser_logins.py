"""Logins by way of an identity provider: two secrets, a code of its own, and those that need a browser."""

import threading
import time
import webbrowser
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from launcher.cloud.connection import CloudConnection
from launcher.model.errors import BrowserLoginError, OneTimeCodeError
from launcher.model.secrets import MAIN, packed
from tests.unit.cloud.conftest import Connect
from tests.unit.cloud.replay import TOKEN, Asked, ReplayCloud, Reply

FEDERATION = "/v3/OS-FEDERATION/identity_providers/corp/protocols/openid/auth"
PENDING = Reply(400, {"error": "authorization_pending"})


class Provider:
    """An identity provider that stands beside the cloud, on its address."""

    def __init__(self, cloud: ReplayCloud) -> None:
        self._cloud = cloud
        self.agreed = False
        self.interval = 0
        self.asked: list[Asked] = []
        cloud.script = self

    def __call__(self, asked: Asked) -> Reply:
        if asked.path == "/device":
            self.asked.append(asked)
            page = {"verification_uri": "https://corp.example/device", "user_code": "WDJB-MJHT"}
            return Reply(200, page | {"device_code": "d", "expires_in": 600, "interval": self.interval})
        if asked.path == "/token":
            self.asked.append(asked)
            return Reply(200, {"access_token": "access"}) if self.agreed else PENDING
        if asked.path == FEDERATION:
            return self._cloud.logged_in(project=None, catalog=None)
        return Reply(200, {"servers": []})


@pytest.fixture
def provider(cloud: ReplayCloud) -> Provider:
    return Provider(cloud)


def connected(
    connect: Connect, cloud: ReplayCloud, auth_type: str, secret: str | None, **more: str
) -> CloudConnection:
    auth = {
        "auth_url": cloud.auth_url,
        "identity_provider": "corp",
        "protocol": "openid",
        "project_id": "8cded20fb31242ea89cb4701c4506bc9",
    }
    return connect(secret=secret, auth_type=auth_type, auth=auth | more)


def test_both_secrets_and_the_providers_own_code_are_sent(
    connect: Connect, cloud: ReplayCloud, provider: Provider
) -> None:
    provider.agreed = True
    more = {"client_id": "porthole", "access_token_endpoint": f"{cloud.url}/token", "username": "ada"}
    secret = packed({MAIN: "mine", "client_secret": "the client's"})
    connection = connected(connect, cloud, "v3oidcpassword", secret, idp_otp_key="totp", **more)
    with pytest.raises(OneTimeCodeError):
        connection.endpoint()
    assert provider.asked == []
    connection.give_code("123456")
    assert connection.endpoint()
    (asked,) = provider.asked
    form = parse_qs(asked.body)
    assert (form["username"], form["password"], form["totp"]) == (["ada"], ["mine"], ["123456"])
    basic = requests.Request("GET", "http://x", auth=("porthole", "the client's")).prepare()
    assert asked.headers["Authorization"] == basic.headers["Authorization"]


def device(connect: Connect, cloud: ReplayCloud) -> CloudConnection:
    endpoints = {
        "access_token_endpoint": f"{cloud.url}/token",
        "device_authorization_endpoint": f"{cloud.url}/device",
    }
    return connected(connect, cloud, "v3oidcdeviceauthz", None, client_id="porthole", **endpoints)


def test_a_page_and_its_code_are_told_and_the_login_goes_on_afterwards(
    connect: Connect, cloud: ReplayCloud, provider: Provider
) -> None:
    connection = device(connect, cloud)
    for polls in range(3):
        with pytest.raises(BrowserLoginError) as caught:
            connection.endpoint()
        assert "with the code WDJB-MJHT" in caught.value.trouble.what
        assert caught.value.address == "https://corp.example/device"
        assert [asked.path for asked in provider.asked] == ["/device", *["/token"] * polls]
    provider.agreed = True
    assert connection.endpoint()
    before = len(provider.asked)
    assert connection.endpoint()
    assert len(provider.asked) == before


def test_a_provider_is_left_alone_for_as_long_as_it_wants(
    connect: Connect, cloud: ReplayCloud, provider: Provider
) -> None:
    provider.interval = 600
    connection = device(connect, cloud)
    for _ in range(3):
        with pytest.raises(BrowserLoginError):
            connection.endpoint()
    assert [asked.path for asked in provider.asked] == ["/device"]


def test_the_browser_opens_when_a_person_agrees_and_not_before(
    connect: Connect, cloud: ReplayCloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    visits: list[threading.Thread] = []

    def log_in(callback: str) -> None:
        navigation = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document", "Origin": "null"}
        requests.post(callback, data={"token": f"{TOKEN}-sso"}, headers=navigation, timeout=10)

    def visit(url: str, **_: object) -> bool:
        """Do what Keystone's page does once somebody has logged in."""
        callback = parse_qs(urlsplit(url).query)["origin"][0]
        visits.append(threading.Thread(target=log_in, args=(callback,)))
        visits[-1].start()
        return True

    monkeypatch.setattr(webbrowser, "open", visit)
    Provider(cloud)
    cloud.login_script = lambda _asked: cloud.logged_in()
    port = {"redirect_port": str(free_port()), "redirect_host": "127.0.0.1"}
    connection = connected(connect, cloud, "v3websso", None, **port)
    for _ in range(2):
        with pytest.raises(BrowserLoginError, match="goes on in your browser") as caught:
            connection.endpoint()
        assert caught.value.is_asking
    assert visits == []
    connection.agree()
    assert connection.endpoint()
    assert connection.endpoint()
    assert len(visits) == 1
    visits[0].join(10)


def test_whoever_does_not_log_in_in_the_browser_is_told(
    connect: Connect, cloud: ReplayCloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda _url, **_: True)
    port = {"redirect_port": str(free_port()), "redirect_host": "127.0.0.1"}
    connection = connected(connect, cloud, "v3websso", None, login_timeout="0.1", **port)
    connection.agree()
    began = time.monotonic()
    with pytest.raises(BrowserLoginError, match="Nobody logged in") as caught:
        connection.endpoint()
    assert not caught.value.is_asking
    assert time.monotonic() - began < 5


def free_port() -> int:
    with ReplayCloud() as other:
        return other.port
