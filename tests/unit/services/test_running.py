"""One Porthole at a time: who is the first, and what a later start makes of it."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from launcher.model.console import ConsoleProtocol, ConsoleType, RemoteConsole
from launcher.model.instant import Instant
from launcher.model.request import AskLink, GivenLink, QuickConnect, ShowWindow, decoded
from launcher.model.server import Server, ServerStatus
from launcher.services import running
from launcher.services.running import GREETING, TAKEN, Arrival, Standing, arrive, borrow_link, is_own
from launcher.storage import paths

_FIRST = "from launcher.services.running import arrive\nfrom launcher.model.request import ShowWindow\n"
_STAYS = "print(arrive(ShowWindow()).standing.name, flush=True)\nimport sys\nsys.stdin.read()\n"


@pytest.fixture(autouse=True)
def own_runtime(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    # Not pytest's directory for this test: a socket's path has 107 characters at most.
    folder = tmp_path_factory.mktemp("run")
    folder.chmod(0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    yield folder
    running.depart()


@contextmanager
def another() -> Iterator[subprocess.Popen[str]]:
    """A process that was here before."""
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [sys.executable, "-c", _FIRST + _STAYS], stdin=pipe, stdout=pipe, text=True
    ) as process:
        assert process.stdout
        assert process.stdout.readline().strip() == "FIRST"
        try:
            yield process
        finally:
            process.kill()


@contextmanager
def listening(answers: list[bytes]) -> Iterator[list[bytes]]:
    """A first Porthole's socket; gives what is sent to it. It says one answer, then one for each line."""
    heard: list[bytes] = []
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(paths.instance_socket()))
        server.listen()

        def serve() -> None:
            one, _ = server.accept()
            with one, one.makefile("rb") as lines:
                one.sendall(answers[0])
                for answer in answers[1:]:
                    heard.append(lines.readline())
                    one.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        yield heard
        thread.join()


def test_the_first_is_the_first_and_leaves_no_lock_when_it_is_killed() -> None:
    with another() as first:
        first.send_signal(signal.SIGKILL)
        first.wait()
    assert arrive(ShowWindow()) == Arrival(Standing.FIRST, paths.instance_socket())


def test_a_later_one_hands_over_what_it_wants() -> None:
    with another(), listening([GREETING, TAKEN]) as heard:
        assert arrive(QuickConnect()).standing is Standing.SERVED
    assert [decoded(line) for line in heard] == [QuickConnect()]


def test_one_that_hangs_is_not_waited_for_and_gets_nothing() -> None:
    with another(), socket.socket(socket.AF_UNIX) as hung:
        hung.bind(str(paths.instance_socket()))
        hung.listen()
        begun = time.monotonic()
        assert arrive(QuickConnect(), patience=0.3).standing is Standing.UNANSWERED
        assert time.monotonic() - begun < 1.5
        one, _ = hung.accept()
        with one:
            assert one.recv(64) == b""


def test_one_that_is_just_starting_is_waited_for() -> None:
    with another():
        found: list[Arrival] = []
        later = threading.Thread(target=lambda: found.append(arrive(QuickConnect(), patience=20)))
        later.start()
        with listening([GREETING, TAKEN]):
            later.join()
    assert [one.standing for one in found] == [Standing.SERVED]


def test_one_that_is_ending_makes_room_for_the_next() -> None:
    with another() as ending:
        found: list[Arrival] = []
        later = threading.Thread(target=lambda: found.append(arrive(QuickConnect(), patience=20)))
        later.start()
        ending.communicate("")
        later.join()
    assert [one.standing for one in found] == [Standing.FIRST]


def test_who_departs_leaves_the_place_to_another() -> None:
    assert arrive(ShowWindow()).standing is Standing.FIRST
    running.depart()
    with another():
        assert arrive(ShowWindow(), patience=0).standing is Standing.UNANSWERED


def test_a_stranger_on_the_socket_is_told_nothing() -> None:
    with another(), listening([b"who are you?\n"]):
        assert arrive(QuickConnect(), patience=0.3).standing is Standing.UNANSWERED


def test_other_profiles_are_another_porthole(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with another():
        monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "elsewhere"))
        assert arrive(ShowWindow()).standing is Standing.FIRST


@pytest.mark.parametrize("mode", [0o777, 0o770])
def test_there_is_no_meeting_where_others_could_come_between(own_runtime: Path, mode: int) -> None:
    (own_runtime / "porthole").mkdir()
    (own_runtime / "porthole").chmod(mode)
    assert arrive(ShowWindow()) == Arrival(Standing.ALONE)


def test_there_is_no_meeting_where_the_system_has_no_room(
    own_runtime: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(own_runtime / ("long" * 30)))
    assert arrive(ShowWindow()) == Arrival(Standing.ALONE)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
def test_another_users_process_is_seen_as_that() -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
        address = "\0porthole-test-of-users"
        server.bind(address)
        server.listen()
        connect = f"import socket, sys\none = socket.socket(socket.AF_UNIX)\none.connect({address!r})\n"
        for user, own in ((65534, False), (0, True)):
            with subprocess.Popen(
                ["/usr/bin/python3", "-I", "-c", f"{connect}sys.stdin.read()"],
                user=user,
                stdin=subprocess.PIPE,
                cwd="/",
            ) as process:
                one, _ = server.accept()
                with one:
                    assert is_own(one.fileno()) is own
                assert process.stdin
                process.stdin.close()


def test_it_needs_no_qt() -> None:
    done = subprocess.run(
        [sys.executable, "-c", f"{_FIRST}arrive(ShowWindow())\nimport sys\nprint(*sys.modules)"],
        check=True,
        capture_output=True,
        text=True,
    )
    assert "launcher.services.running" in done.stdout
    assert "PySide6" not in done.stdout


WEB = Server("prod", "1", "web-01", ServerStatus.ACTIVE)
URL = "https://console.example/vnc_auto.html?token=s3cret"


def test_a_link_is_borrowed_with_the_time_it_has_left() -> None:
    asked_at = datetime.now(UTC) - timedelta(seconds=100)
    console = RemoteConsole(ConsoleType.NOVNC, ConsoleProtocol.VNC, URL)
    given = GivenLink(console, asked_at, 600.0)
    with another(), listening([GREETING, msgspec.json.encode(given) + b"\n"]) as heard:
        link = borrow_link(WEB)
    assert [decoded(line) for line in heard] == [AskLink("prod", "1", "web-01")]
    assert link is not None
    assert (link.server, link.url, link.validity) == (WEB.key, URL, 600.0)
    assert 490 < link.remaining(Instant.now()) <= 500
    assert "s3cret" not in repr(given)


@pytest.mark.parametrize("answer", [TAKEN, b"{}\n", b'{"type": "novnc"}\n', b""])
def test_what_is_no_link_is_not_taken_for_one(answer: bytes) -> None:
    with another(), listening([GREETING, answer]):
        assert borrow_link(WEB) is None


def test_where_no_other_runs_there_is_nobody_to_borrow_from() -> None:
    assert borrow_link(WEB) is None
