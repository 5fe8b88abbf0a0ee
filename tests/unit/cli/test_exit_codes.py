"""How commands end: the codes a script asks for, at real failures; those of connect stand with it."""

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import msgspec
import pytest

from launcher.cli.exit_codes import Exit, exit_code
from launcher.demo.cloud import DemoCloud
from launcher.demo.web.record import Answer
from launcher.model import errors
from launcher.model.profile import Profile
from tests.unit.cli.conftest import Terminal
from tests.unit.cloud.authority import Authority
from tests.unit.services.parts import profile_for

CONNECT = ("connect", "cache-01", "--print-url")


def led_to(profile: Profile, address: str) -> Profile:
    return msgspec.structs.replace(profile, auth=profile.auth | {"auth_url": address})


@contextmanager
def serving_tls(context: ssl.SSLContext) -> Iterator[str]:
    """A server that shows a certificate; gives its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"https://127.0.0.1:{server.server_port}/v3"
        finally:
            server.shutdown()
            thread.join()


def test_every_error_has_its_code() -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    kinds = [kind for kind in kinds if issubclass(kind, errors.PortholeError)]
    failed = {kind for kind in kinds if exit_code(kind(errors.Trouble(""))) is Exit.FAILED}
    assert failed == {
        errors.PortholeError,
        errors.NoDisplayError,
        errors.OutputError,
        errors.StillRunningError,
        errors.BrowserUnavailableError,
        errors.ActionUnfinishedError,
        errors.LoginStartError,
        errors.RootError,
        errors.UnforeseenError,
    }
    assert exit_code(errors.ProfileError(errors.Trouble(""))) is Exit.PROFILE


def test_the_codes_are_what_they_were() -> None:
    assert {code.name: code.value for code in Exit} == {
        "OK": 0,
        "FAILED": 1,
        "USAGE": 2,
        "NOT_FOUND": 3,
        "LOGIN": 4,
        "FORBIDDEN": 5,
        "UNREACHABLE": 6,
        "CONSOLE": 7,
        "SECRET": 8,
        "PROFILE": 9,
        "PARTIAL": 10,
        "CLOUD": 11,
        "UNWELL": 12,
        "INTERRUPTED": 130,
    }


@pytest.mark.parametrize("command", [("list",), CONNECT])
def test_a_cloud_that_fails(terminal: Terminal, cloud: DemoCloud, command: tuple[str, ...]) -> None:
    body = b'{"computeFault": {"code": 500, "message": "Unexpected API Error."}}'
    cloud.answer_next("GET", r"/servers/detail", Answer(500, {}, body), times=2)
    done = terminal.run(*command)
    assert (done.returncode, done.stdout) == (Exit.CLOUD, "")
    assert "Traceback" not in done.stderr


def test_a_region_without_a_compute_service(save: Callable[..., None], cloud: DemoCloud) -> None:
    save(profile_for(cloud, region_name="nowhere"), cloud.access.password)
    done = Terminal().run(*CONNECT)
    assert (done.returncode, done.stdout) == (Exit.CLOUD, "")
    assert "nowhere" in done.stderr


def test_a_certificate_of_nobody(save: Callable[..., None], cloud: DemoCloud, tmp_path: Path) -> None:
    with serving_tls(Authority(tmp_path).server()) as address:
        save(led_to(profile_for(cloud), address), "s3cret")
        done = Terminal().run(*CONNECT)
    assert (done.returncode, done.stdout) == (Exit.UNREACHABLE, "")
    assert "signed by an authority that this machine does not know" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("no-such-command",),
        ("connect",),
        ("connect", "a", "--browser", "--print-url"),
        ("list", "--no-such-option"),
        ("completion", "tcsh"),
        ("--demo-servers", "many"),
    ],
)
@pytest.mark.usefixtures("own_directories")
def test_wrong_arguments(arguments: tuple[str, ...]) -> None:
    done = Terminal().run(*arguments)
    assert (done.returncode, done.stdout) == (Exit.USAGE, "")
    assert done.stderr.startswith("usage: porthole")
