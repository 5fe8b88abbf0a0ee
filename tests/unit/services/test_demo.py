"""The demo cloud as a person meets it: as profiles that are there while it runs."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import requests

from launcher.model.console import ConsoleType
from launcher.model.errors import CloudUnreachableError
from launcher.services.broker import ConsoleBroker
from launcher.services.connections import Connections
from launcher.services.demo import Demo
from launcher.services.directory import ServerDirectory
from launcher.services.profiles import ProfileBook
from launcher.storage import terminal_parts
from launcher.storage.profiles import ProfileFile
from launcher.storage.secrets import Secrets


@pytest.fixture
def book() -> ProfileBook:
    return ProfileBook(ProfileFile(), Secrets())


@pytest.fixture
def demo(book: ProfileBook) -> Iterator[Demo]:
    made = Demo(book, servers=24)
    yield made
    made.stop()


def test_its_projects_are_there_as_guests_and_nothing_is_written(
    book: ProfileBook, demo: Demo, own_directories: Path
) -> None:
    demo.start()
    assert [profile.name for profile in book.profiles] == ["production", "staging"]
    assert all(book.is_guest(profile.id) for profile in book.profiles)
    assert list(own_directories.rglob("*.toml")) == []


def test_its_servers_can_be_listed_and_their_consoles_opened(book: ProfileBook, demo: Demo) -> None:
    demo.start()
    with closing(Connections(book)) as connections:
        directory = ServerDirectory(book, connections)
        servers = {
            profile.name: [server for page in directory.pages(profile.id, lambda: False) for server in page]
            for profile in book.profiles
        }
        assert {name: len(found) for name, found in servers.items()} == {"production": 24, "staging": 6}
        link = ConsoleBroker(book, connections).ask(servers["production"][0])
    assert requests.get(link.url, timeout=10).status_code in {200, 503}


@pytest.mark.parametrize(("has_xterm", "first"), [(True, ConsoleType.SERIAL), (False, ConsoleType.NOVNC)])
def test_one_project_has_serial_lines_where_there_is_a_terminal_for_them(  # noqa: PLR0913, PLR0917
    book: ProfileBook,
    demo: Demo,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    has_xterm: bool,
    first: object,
) -> None:
    monkeypatch.setattr("sys.prefix", str(tmp_path))
    monkeypatch.setattr(terminal_parts, "_GLOBALLY", ())
    if has_xterm:
        parts = tmp_path / "share" / "xterm"
        parts.mkdir(parents=True)
        for name in ("xterm.js", "xterm.css"):
            (parts / name).write_text("")
    demo.start()
    assert {one.name: one.console_types[0] for one in book.profiles} == {
        "production": ConsoleType.NOVNC,
        "staging": first,
    }


def test_it_ends_with_its_consoles(book: ProfileBook, demo: Demo) -> None:
    demo.start()
    auth_url = book.profiles[0].auth_url
    demo.stop()
    with pytest.raises(requests.ConnectionError):
        requests.get(auth_url, timeout=10)
    demo.stop()


def test_where_it_cannot_start_there_are_no_profiles(
    book: ProfileBook, demo: Demo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "python"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setattr("sys.executable", str(broken))
    with pytest.raises(CloudUnreachableError) as caught:
        demo.start()
    assert caught.value.trouble.next_step
    assert book.profiles == ()
