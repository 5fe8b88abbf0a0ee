"""What later starts say to the first one's socket."""

import os
import socket
import stat
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from launcher.app.instance import Instance
from launcher.model.console import ConsoleProtocol, ConsoleType, RemoteConsole
from launcher.model.request import AskLink, GivenLink, QuickConnect, Request, ShowWindow, encoded
from launcher.services.running import GREETING, TAKEN

QUESTION = AskLink("prod", "1", "web-01")
LINK = GivenLink(
    RemoteConsole(
        ConsoleType.NOVNC, ConsoleProtocol.VNC, "https://console.example/vnc_auto.html?token=s3cret"
    ),
    datetime(2026, 11, 28, tzinfo=UTC),
    600.0,
)


@pytest.fixture
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("run") / "porthole.socket"


@pytest.fixture
def instance(qapp: QApplication, place: Path) -> Iterator[Instance]:
    one = Instance(place, qapp)
    yield one
    one.close()


@pytest.fixture
def requests(instance: Instance) -> list[Request]:
    heard: list[Request] = []
    instance.requested.connect(heard.append)
    return heard


def say(place: Path, words: bytes, heard: list[bytes]) -> threading.Thread:
    """Connect, say something, and hear what is said until the end, in a thread."""

    def talk() -> None:
        with socket.socket(socket.AF_UNIX) as later:
            later.settimeout(20)
            later.connect(str(place))
            later.sendall(words)
            while part := later.recv(64):
                heard.append(part)

    thread = threading.Thread(target=talk)
    thread.start()
    return thread


def answer(qtbot: QtBot, place: Path, words: bytes) -> bytes:
    heard: list[bytes] = []
    thread = say(place, words, heard)
    qtbot.waitUntil(lambda: not thread.is_alive())
    return b"".join(heard)


def test_a_request_is_taken_and_told(qtbot: QtBot, place: Path, requests: list[Request]) -> None:
    assert answer(qtbot, place, encoded(QuickConnect())) == GREETING + TAKEN
    assert answer(qtbot, place, encoded(ShowWindow())) == GREETING + TAKEN
    assert requests == [QuickConnect(), ShowWindow()]


@pytest.mark.parametrize("given", [LINK, None])
def test_a_question_is_answered_when_there_is_an_answer(
    qtbot: QtBot, instance: Instance, place: Path, requests: list[Request], given: GivenLink | None
) -> None:
    asked: list[AskLink] = []

    def answer_later(question: AskLink, tell: Callable[[GivenLink | None], None]) -> None:
        asked.append(question)
        QTimer.singleShot(20, lambda: tell(given))

    instance.link_wanted.connect(answer_later)
    said = answer(qtbot, place, encoded(QUESTION)).removeprefix(GREETING)
    assert asked == [QUESTION]
    assert requests == []
    assert said == (msgspec.json.encode(LINK) + b"\n" if given else b"")


def test_who_does_not_wait_for_the_answer_troubles_nobody(
    qtbot: QtBot, instance: Instance, place: Path
) -> None:
    asked: list[Callable[[GivenLink | None], None]] = []
    instance.link_wanted.connect(lambda _question, tell: asked.append(tell))
    with socket.socket(socket.AF_UNIX) as later:
        later.connect(str(place))
        later.sendall(encoded(QUESTION))
        qtbot.waitUntil(lambda: bool(asked))
    gone: list[object] = []
    instance.findChild(QLocalSocket).destroyed.connect(lambda: gone.append(True))
    qtbot.waitUntil(lambda: bool(gone))
    asked[0](LINK)


@pytest.mark.parametrize("words", [b"{}\n", b"\xff\n", b'{"type": "delete"}\n', b"x" * 100_000])
def test_what_is_no_request_is_not_taken(
    qtbot: QtBot, place: Path, requests: list[Request], words: bytes
) -> None:
    heard: list[bytes] = []
    thread = say(place, words, heard)
    qtbot.waitUntil(lambda: not thread.is_alive())
    assert TAKEN not in b"".join(heard)
    assert requests == []
    assert answer(qtbot, place, encoded(ShowWindow())).endswith(TAKEN), "the next one is served"


@pytest.mark.usefixtures("instance")
def test_only_its_owner_may_open_it(place: Path) -> None:
    assert stat.S_IMODE(place.stat().st_mode) & 0o077 == 0
    assert place.stat().st_uid == os.getuid()


def test_the_socket_of_one_that_crashed_is_taken_over(qtbot: QtBot, place: Path) -> None:
    with socket.socket(socket.AF_UNIX) as crashed:
        crashed.bind(str(place))
    assert place.exists()
    one = Instance(place)
    assert answer(qtbot, place, encoded(ShowWindow())) == GREETING + TAKEN
    one.close()
    assert not place.exists()
