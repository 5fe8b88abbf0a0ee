"""What a serial line says, in a file."""

import os
import stat
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from launcher.ui.console.state import ConnectionState
from tests.ui.console.terminal.bench import Bench
from tests.ui.console.terminal.serial_server import SerialServer, Speaker


@pytest.fixture
def live(bench: Bench, server: SerialServer) -> Bench:
    bench.open_live(server.url)
    bench.wait_for_text("hello")
    return bench


def ask(bench: Bench) -> QFileDialog:
    bench.room.tab.toolbar.log.trigger()
    dialogs = bench.room.tab.findChildren(QFileDialog)
    assert len(dialogs) == 1
    return dialogs[0]


def begin(bench: Bench, path: Path) -> None:
    dialog = ask(bench)
    dialog.selectFile(str(path))
    dialog.accept()
    bench.qtbot.waitUntil(lambda: f"logging to {path.name}" in bench.room.words())


def wait_for_content(bench: Bench, path: Path, content: bytes, seconds: int = 5) -> None:
    def written() -> None:
        assert path.read_bytes() == content

    bench.qtbot.waitUntil(written, timeout=seconds * 1000)


def test_everything_is_written_as_it_comes(live: Bench, server: SerialServer, tmp_path: Path) -> None:
    path = tmp_path / "web-01.log"
    begin(live, path)
    said = "\x1b[31mred\x1b[0m ü\r\n".encode()
    server.say(said, frame=3)
    wait_for_content(live, path, said)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    live.room.tab.toolbar.log.trigger()
    assert "logging" not in live.room.words()
    assert live.room.tab.whisper.text() == f"The log is in {path}"
    server.say(b"later\r\n")
    live.wait_for_text("later")
    assert path.read_bytes() == said


def test_a_file_is_proposed_and_nothing_is_written_where_none_is_chosen(
    live: Bench, own_directories: Path
) -> None:
    dialog = ask(live)
    assert Path(dialog.selectedFiles()[0]).name.startswith("web-01-")
    dialog.reject()
    assert "logging" not in live.room.words()
    assert not list(own_directories.rglob("*.log"))


def test_a_file_that_is_chosen_again_begins_anew_and_is_nobody_elses(
    live: Bench, server: SerialServer, tmp_path: Path
) -> None:
    path = tmp_path / "web-01.log"
    path.write_text("an older one")
    path.chmod(0o644)
    live.room.tab.view.start_log(path)
    server.say(b"new\r\n")
    wait_for_content(live, path, b"new\r\n")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_flood_is_written_whole(live: Bench, server: SerialServer, tmp_path: Path) -> None:
    path = tmp_path / "web-01.log"
    live.room.tab.view.start_log(path)
    piece = b"".join(os.urandom(35).hex().encode() + b"\r\n" for _ in range(2000))
    speaker = Speaker(server, piece, 15)
    live.qtbot.waitUntil(lambda: not speaker.is_alive(), timeout=30_000)
    wait_for_content(live, path, piece * 15, seconds=30)


def test_a_log_goes_on_over_a_lost_line(live: Bench, server: SerialServer, tmp_path: Path) -> None:
    path = tmp_path / "web-01.log"
    begin(live, path)
    server.greeting = b"once more\r\n"
    server.hang_up()
    live.qtbot.waitUntil(lambda: live.room.links_asked == 2)
    live.wait_for(ConnectionState.LIVE)
    wait_for_content(live, path, b"once more\r\n")
    assert "logging to web-01.log" in live.room.words()


def test_closing_the_console_ends_the_file(live: Bench, server: SerialServer, tmp_path: Path) -> None:
    path = tmp_path / "web-01.log"
    begin(live, path)
    server.say(b"the last word\r\n")
    live.wait_for_text("the last word")
    live.room.window.close()
    wait_for_content(live, path, b"the last word\r\n")


@pytest.mark.parametrize(
    ("place", "why"),
    [("/dev/full", "the disk is full"), ("/proc/nowhere/web-01.log", "")],
    ids=["while writing", "at the beginning"],
)
def test_a_disk_that_refuses_is_told_and_ends_the_log(
    live: Bench, server: SerialServer, place: str, why: str
) -> None:
    live.room.tab.view.start_log(Path(place))
    server.say(b"something\r\n")
    live.qtbot.waitUntil(lambda: "cannot be written" in live.room.tab.whisper.text())
    assert why in live.room.tab.whisper.text()
    assert "logging" not in live.room.words()
    server.say(b"and on it goes\r\n")
    live.wait_for_text("and on it goes")
    assert live.room.tab.state is ConnectionState.LIVE
