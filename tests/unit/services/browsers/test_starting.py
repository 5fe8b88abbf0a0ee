"""Which browser is started on which desktop, and what becomes of it."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from launcher.model.errors import BrowserUnavailableError
from launcher.services.browsers import starting
from launcher.services.browsers.starting import start_browser
from tests.unit.services.recording_browser import children

Install = Callable[..., Path]
Visits = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """Something to read, where a careless command line would come apart."""
    page = tmp_path / "Téléchargements & 50%" / "it's a page.html"
    page.parent.mkdir()
    page.write_text("<!DOCTYPE html><p>Good morning</p>")
    return page


@pytest.mark.usefixtures("desktop")
def test_a_machine_without_any_says_so_and_offers_the_link(
    page: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BrowserUnavailableError, match="there is no display") as caught:
        start_browser(page)
    assert caught.value.trouble.next_step.startswith("Copy the link")
    monkeypatch.setenv("DISPLAY", ":99")
    with pytest.raises(BrowserUnavailableError, match="xdg-open is not installed, gio is not installed"):
        start_browser(page)


def test_a_browser_that_fails_at_once_is_named(
    page: Path, install: Install, visits: Visits, monkeypatch: pytest.MonkeyPatch
) -> None:
    install("failing", "sys.exit(7)")
    monkeypatch.setenv("BROWSER", "failing")
    with pytest.raises(BrowserUnavailableError, match="failing ended with code 7"):
        start_browser(page)
    assert len(visits()) == 1


def test_the_next_of_the_list_takes_over(
    page: Path, install: Install, visits: Visits, monkeypatch: pytest.MonkeyPatch
) -> None:
    install("failing", "sys.exit(1)")
    install("good")
    install("unneeded")
    monkeypatch.setenv("BROWSER", "'unfinished:missing:failing:good --new-window %s &:unneeded")
    start_browser(page)
    failed, shown = visits()
    assert failed["page"] == shown["page"] == str(page)
    assert shown["arguments"] == ["--new-window", page.as_uri()]


def test_a_browser_for_the_terminal_is_left_alone(
    page: Path, install: Install, visits: Visits, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BROWSER", f"w3m:{install('lynx')}")
    install("w3m")
    with pytest.raises(BrowserUnavailableError):
        start_browser(page)
    assert visits() == []


def test_the_browser_that_a_linux_desktop_has_chosen(
    page: Path, install: Install, visits: Visits, monkeypatch: pytest.MonkeyPatch, own_directories: Path
) -> None:
    entry = own_directories / "data" / "applications" / "chosen.desktop"
    entry.parent.mkdir(parents=True)
    entry.write_text(f"[Desktop Entry]\nType=Application\nName=Chosen\nExec={install('chosen')} %u\n")
    choices = own_directories / "config" / "mimeapps.list"
    choices.parent.mkdir()
    choices.write_text("[Default Applications]\ntext/html=chosen.desktop\n")
    monkeypatch.setenv("DISPLAY", ":99")
    start_browser(page)
    assert [visit["content"] for visit in visits()] == ["<!DOCTYPE html><p>Good morning</p>"]


def test_gio_takes_over_where_xdg_open_fails(
    page: Path, install: Install, visits: Visits, monkeypatch: pytest.MonkeyPatch
) -> None:
    install("xdg-open", "sys.exit(3)")
    install("gio")
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    start_browser(page)
    assert [visit["arguments"] for visit in visits()] == [[page.as_uri()], ["open", page.as_uri()]]


def test_xdg_open_may_not_end_in_a_browser_for_the_terminal(
    page: Path, install: Install, visits: Visits, monkeypatch: pytest.MonkeyPatch
) -> None:
    install("xdg-open")
    monkeypatch.setenv("DISPLAY", ":99")
    start_browser(page)
    environment = visits()[0]["processes"][0]["environ"].split("\0")
    (fallbacks,) = [variable for variable in environment if variable.startswith("BROWSER=")]
    assert "firefox" in fallbacks
    assert "w3m" not in fallbacks


def test_macos_opens_it(
    page: Path, install: Install, visits: Visits, monkeypatch: pytest.MonkeyPatch
) -> None:
    install("open")
    monkeypatch.setattr(sys, "platform", "darwin")
    start_browser(page)
    assert [visit["page"] for visit in visits()] == [str(page)]


def test_windows_opens_it_as_by_double_click(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(os, "startfile", opened.append, raising=False)
    start_browser(page)
    assert opened == [page]


def test_windows_says_why_not(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_page: Path) -> None:
        raise OSError(1155, "No application is associated with the specified file")

    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(os, "startfile", refuse, raising=False)
    with pytest.raises(BrowserUnavailableError, match="no application is associated"):
        start_browser(page)


@pytest.fixture
def stayed(install: Install, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[], str]:
    """Have a browser that stays until this is called: waits until it is there, and for its farewell."""
    wish, farewell = tmp_path / "wish", tmp_path / "farewell"
    os.mkfifo(wish)
    os.mkfifo(farewell)
    then = f"open({str(wish)!r}).read(); open({str(farewell)!r}, 'w').write('good-bye')"
    monkeypatch.setenv("BROWSER", str(install("staying", then)))
    monkeypatch.setattr(starting, "PATIENCE", 0.5)

    def end() -> str:
        wish.write_text("end")
        return farewell.read_text()

    return end


def test_a_browser_that_stays_is_no_child_of_ours(page: Path, stayed: Callable[[], str]) -> None:
    before = set(children())
    start_browser(page)
    assert set(children()) <= before
    assert stayed() == "good-bye"


def test_a_browser_survives_porthole_being_killed(page: Path, stayed: Callable[[], str]) -> None:
    program = (
        "import pathlib, sys\n"
        "from launcher.services.browsers import starting\n"
        "starting.PATIENCE = 0.5\n"
        "starting.start_browser(pathlib.Path(sys.argv[1]))\n"
        "print('started', flush=True)\n"
        "sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(page)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
    ) as porthole:
        assert porthole.stdout is not None
        assert porthole.stdout.readline() == b"started\n"
        os.killpg(porthole.pid, signal.SIGKILL)
    assert stayed() == "good-bye"
