"""What the session does and does not do on its own."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from launcher import __version__
from launcher.cloud.http import HttpClient
from launcher.cloud.wire import Request, Timeouts
from launcher.model.profile import Profile
from tests.unit.cloud.replay import ReplayCloud, Reply

TOKEN = {"X-Auth-Token": "secret-token"}


@pytest.fixture
def client() -> Iterator[HttpClient]:
    with closing(HttpClient(Profile(id="1", name="prod"), timeouts=Timeouts(5, 5))) as made:
        yield made


def test_it_says_who_it_is(cloud: ReplayCloud, client: HttpClient) -> None:
    cloud.replies = [Reply(200)]
    client.ask(Request("GET", f"{cloud.url}/v2.1/"))
    assert cloud.asked[0].headers["User-Agent"] == f"Porthole/{__version__}"
    assert cloud.asked[0].headers["Accept"] == "application/json"


def test_a_redirect_on_the_same_host_is_followed(cloud: ReplayCloud, client: HttpClient) -> None:
    cloud.replies = [Reply(302, b"", {"Location": "/v2.1/"}), Reply(200, {"ok": True})]
    answer = client.ask(Request("GET", f"{cloud.url}/v2.1", TOKEN))
    assert answer.status == 200
    assert [asked.path for asked in cloud.asked] == ["/v2.1", "/v2.1/"]
    assert cloud.asked[1].headers["X-Auth-Token"] == "secret-token"


def test_the_token_never_follows_a_redirect_to_another_host(cloud: ReplayCloud, client: HttpClient) -> None:
    with ReplayCloud() as other:
        cloud.replies = [Reply(302, b"", {"Location": f"{other.url}/v2.1/"})]
        answer = client.ask(Request("GET", f"{cloud.url}/v2.1", TOKEN))
        assert answer.status == 302
        assert other.asked == []


def test_the_token_never_follows_a_redirect_into_the_clear(cloud: ReplayCloud, client: HttpClient) -> None:
    cloud.replies = [Reply(302, b"", {"Location": cloud.url.replace("http", "https")})]
    assert client.ask(Request("GET", f"{cloud.url}/v2.1", TOKEN)).status == 302
    assert len(cloud.asked) == 1


def test_a_post_is_not_redirected_at_all(cloud: ReplayCloud, client: HttpClient) -> None:
    cloud.replies = [Reply(307, b"", {"Location": "/elsewhere"})]
    assert client.ask(Request("POST", f"{cloud.url}/v2.1", TOKEN, body=b"{}")).status == 307
    assert len(cloud.asked) == 1


def test_a_password_in_netrc_is_not_sent(
    cloud: ReplayCloud, client: HttpClient, own_directories: Path
) -> None:
    netrc = own_directories / ".netrc"
    netrc.write_text("machine 127.0.0.1 login me password secret\ndefault login me password secret\n")
    netrc.chmod(0o600)
    cloud.replies = [Reply(302, b"", {"Location": "/v2.1/"}), Reply(200)]
    client.ask(Request("GET", f"{cloud.url}/v2.1"))
    assert [asked.headers.get("Authorization") for asked in cloud.asked] == [None, None]


def test_neither_request_nor_answer_shows_a_secret(cloud: ReplayCloud, client: HttpClient) -> None:
    cloud.replies = [Reply(200, {"url": "https://c/?token=secret-token"})]
    request = Request("POST", f"{cloud.url}/v2.1", TOKEN, body=b'"secret-token"', secrets=("secret-token",))
    answer = client.ask(request)
    assert "secret-token" not in repr(request)
    assert "secret-token" not in repr(answer)
    assert b"secret-token" in answer.body


def test_parallel_requests_are_kept_on_few_connections(cloud: ReplayCloud, client: HttpClient) -> None:
    cloud.script = lambda _: Reply(200, {})
    for _ in range(20):
        client.ask(Request("GET", f"{cloud.url}/v2.1/"))
    assert cloud.connections == 1
