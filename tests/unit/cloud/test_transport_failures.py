"""What a person is told when no answer comes: name, port, certificate, proxy, silence."""

import re
import socket
import ssl
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from launcher.cloud.connection import CloudConnection
from launcher.cloud.transport_failures import transport_failure
from launcher.cloud.wire import Timeouts
from launcher.model.errors import (
    CertificateError,
    CloudTimeoutError,
    CloudUnreachableError,
    PortholeError,
    ProfileError,
    Trouble,
)
from launcher.model.profile import Profile
from tests.unit.cloud.authority import Authority
from tests.unit.cloud.conftest import Connect
from tests.unit.cloud.replay import ReplayCloud, Reply

ALICE = {"username": "alice", "user_domain_id": "default", "project_id": "8cded20fb31242ea89cb4701c4506bc9"}
SOON = Timeouts(connect=0.3, read=0.3)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def closed_port() -> Iterator[int]:
    with socket.socket() as bound:
        # Bound, but not listening: nobody else can take it in the meantime.
        bound.bind(("127.0.0.1", 0))
        yield bound.getsockname()[1]


def told(url: str, **fields: object) -> PortholeError:
    """Try to log in at an address; returns what went wrong."""
    profile = Profile(**{"id": "1", "name": "prod", "auth": {"auth_url": f"{url}/v3", **ALICE}, **fields})
    with (
        closing(CloudConnection(profile, "secret-password", timeouts=SOON)) as connection,
        pytest.raises(PortholeError) as caught,
    ):
        connection.endpoint()
    assert caught.value.trouble.cloud == "prod"
    assert caught.value.trouble.next_step
    assert "secret-password" not in repr(caught.value.trouble)
    return caught.value


def test_a_name_that_does_not_exist_is_named() -> None:
    error = told("https://keystone.name.invalid:5000")
    assert type(error) is CloudUnreachableError
    assert error.trouble.what == "The host name keystone.name.invalid cannot be found."
    assert "VPN" in error.trouble.next_step


def test_a_refused_connection_names_host_and_port(closed_port: int) -> None:
    error = told(f"http://127.0.0.1:{closed_port}")
    assert type(error) is CloudUnreachableError
    assert error.trouble.what == f"127.0.0.1:{closed_port} refuses the connection."


def test_a_host_that_does_not_answer_at_all() -> None:
    with socket.socket() as full, ExitStack() as waiting:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        for _ in range(4):
            client = waiting.enter_context(socket.socket())
            client.setblocking(False)
            client.connect_ex(full.getsockname())
        port = full.getsockname()[1]
        error = told(f"http://127.0.0.1:{port}")
    assert type(error) is CloudTimeoutError
    assert error.trouble.what == f"127.0.0.1:{port} did not answer within 0.3 seconds."


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_host_that_takes_the_connection_and_says_nothing(scheme: str) -> None:
    with socket.socket() as mute:
        mute.bind(("127.0.0.1", 0))
        mute.listen()
        error = told(f"{scheme}://127.0.0.1:{mute.getsockname()[1]}")
    assert type(error) is CloudTimeoutError
    assert "0.3 seconds" in error.trouble.what


def test_an_address_that_speaks_no_tls(cloud: ReplayCloud) -> None:
    error = told(f"https://127.0.0.1:{cloud.port}")
    assert type(error) is CertificateError
    assert f"127.0.0.1:{cloud.port} could not agree with Porthole on an encrypted" in error.trouble.what
    assert "http://" in error.trouble.next_step


def secure(tls: ssl.SSLContext, **fields: object) -> PortholeError | None:
    """Log in at a cloud with this certificate; returns what went wrong, or None."""
    with ReplayCloud(tls) as cloud:
        auth = {"auth_url": cloud.auth_url, **ALICE}
        profile = Profile(**{"id": "1", "name": "prod", "auth": auth, **fields})
        with closing(CloudConnection(profile, "pw", timeouts=Timeouts(5, 5))) as connection:
            try:
                connection.endpoint()
            except CertificateError as error:
                return error
    return None


def certificate_trouble(tls: ssl.SSLContext, **fields: object) -> Trouble:
    error = secure(tls, **fields)
    assert error is not None
    return error.trouble


def test_an_unknown_authority_says_how_to_make_it_known(authority: Authority) -> None:
    trouble = certificate_trouble(authority.server())
    assert "signed by an authority that this machine does not know" in trouble.what
    assert "cacert" in trouble.next_step


def test_the_profiles_own_authority_is_trusted(authority: Authority) -> None:
    assert secure(authority.server(), cacert=str(authority.pem)) is None


def test_an_expired_certificate(authority: Authority) -> None:
    trouble = certificate_trouble(authority.server(begins=-3, ends=-2), cacert=str(authority.pem))
    assert re.fullmatch(r"The certificate of 127\.0\.0\.1:\d+ has expired\.", trouble.what)
    assert "renew" in trouble.next_step


def test_a_certificate_that_is_not_valid_yet(authority: Authority) -> None:
    trouble = certificate_trouble(authority.server(begins=2, ends=3), cacert=str(authority.pem))
    assert "is not valid yet" in trouble.what
    assert "clock" in trouble.next_step


@pytest.mark.parametrize("host", ["10.1.2.3", "console.example.com"])
def test_a_certificate_for_another_host(authority: Authority, host: str) -> None:
    trouble = certificate_trouble(authority.server(host), cacert=str(authority.pem))
    assert "was made for another host" in trouble.what
    assert "127.0.0.1" in trouble.next_step


def test_checking_can_be_switched_off_for_one_profile_and_no_other(authority: Authority) -> None:
    assert secure(authority.server(), verify=False) is None
    assert secure(authority.server("other.example.com", ends=0, begins=-1), verify=False) is None
    assert secure(authority.server()) is not None


def test_an_authority_from_the_environment_does_not_replace_the_profiles(
    authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/nonexistent")
    assert secure(authority.server(), cacert=str(authority.pem)) is None


@pytest.mark.parametrize(
    ("content", "what"), [(None, "cannot be read"), (b"hello", "is not a PEM file with certificates")]
)
def test_an_authority_file_that_is_none(tmp_path: Path, content: bytes | None, what: str) -> None:
    file = tmp_path / "ca.pem"
    if content is not None:
        file.write_bytes(content)
    error = told("https://127.0.0.1:1", cacert=str(file))
    assert type(error) is ProfileError
    assert error.trouble.what == f"The certificate file {file} {what}."


@pytest.mark.parametrize(("scheme", "variable"), [("http", "HTTP_PROXY"), ("https", "HTTPS_PROXY")])
def test_a_proxy_that_does_not_answer(
    closed_port: int, monkeypatch: pytest.MonkeyPatch, scheme: str, variable: str
) -> None:
    monkeypatch.setenv(variable, f"http://me:secret-password@127.0.0.1:{closed_port}")
    error = told(f"{scheme}://keystone.name.invalid:5000")
    assert type(error) is CloudUnreachableError
    assert error.trouble.what == f"The proxy 127.0.0.1:{closed_port} cannot be reached."
    assert "NO_PROXY" in error.trouble.next_step


def test_a_proxy_that_wants_a_login(cloud: ReplayCloud, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", cloud.url)
    cloud.script = lambda _: Reply(407, b"<title>Proxy Authentication Required</title>")
    cloud.login = [Reply(407, b"<title>Proxy Authentication Required</title>")]
    error = told("http://keystone.name.invalid:5000")
    assert type(error) is CloudUnreachableError
    assert error.trouble.what.startswith("The proxy on the way to keystone.name.invalid")


def test_hosts_for_which_no_proxy_is_wanted(
    cloud: ReplayCloud, connect: Connect, closed_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{closed_port}")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    connect().endpoint()
    assert len(cloud.logins()) == 1


@pytest.mark.parametrize("override", ["nova.example.com/v2.1", "ftp://nova/v2.1", "http://[::1/v2.1"])
def test_an_endpoint_that_is_no_web_address(connect: Connect, override: str) -> None:
    with pytest.raises(ProfileError, match="is not an address Porthole can ask") as caught:
        connect(compute_endpoint_override=override).max_microversion()
    assert "https://host:port/path" in caught.value.trouble.next_step


def test_whatever_else_keeps_an_answer_away() -> None:
    error = transport_failure(OSError(101, "Network is unreachable"), "https://nova.example.com/v2.1", SOON)
    assert type(error) is CloudUnreachableError
    assert error.trouble.what == "nova.example.com:443 cannot be reached."
    assert "Network is unreachable" in error.trouble.details
