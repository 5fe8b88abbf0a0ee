"""A console's page that tries what it must not: a hostile cloud, or a proxy somebody broke into."""

import os
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from launcher.demo.web.exchange import Reply
from launcher.ui.console.state import ConnectionState
from tests.ui.console.hostile import Hostile, windows
from tests.ui.console.proxy import Proxy
from tests.ui.console.room import Room

ELSEWHERE = [
    "http://localhost:{0}/elsewhere.html",
    "https://127.0.0.1:{0}/elsewhere.html",
    "http://127.0.0.1:1/elsewhere.html",
    "file:///etc/passwd",
    "view-source:http://127.0.0.1:{0}/elsewhere.html",
    "data:text/html,elsewhere",
    "chrome://version",
    "mailto:somebody@example.org",
]


@pytest.mark.parametrize("url", ELSEWHERE)
def test_the_page_cannot_lead_elsewhere(
    proxy: Proxy, hostile: Hostile, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = tmp_path / "opened"
    opener = tmp_path / "xdg-open"
    opener.write_text(f"#!/bin/sh\ntouch {opened}\n")
    opener.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    hostile.attempt(f"location.href = '{url.format(proxy.port)}'; await pause();", clicked=True)
    assert not hostile.asked_for("elsewhere")
    assert windows() == 1
    assert not opened.exists(), "no other program was started"


def test_a_page_that_leads_elsewhere_before_it_is_there_is_told(room: Room, proxy: Proxy) -> None:
    proxy.pages["page.html"] = "<script>location.replace('http://localhost:1/')</script>"
    room.lead_to(proxy.url("page.html"))
    room.open()
    room.wait_for(ConnectionState.FAILED)
    assert "wanted to lead to localhost" in room.words()


def test_a_form_cannot_be_sent_elsewhere(proxy: Proxy, hostile: Hostile) -> None:
    target = f"http://localhost:{proxy.port}/elsewhere.html"
    form = f"<form method=post action={target}><input name=a value=b></form>"
    hostile.attempt(f"document.body.innerHTML = '{form}'; document.forms[0].submit(); await pause();")
    assert not hostile.asked_for("elsewhere")


@pytest.mark.parametrize("clicked", [False, True], ids=["of itself", "clicked"])
def test_the_page_opens_no_window(hostile: Hostile, clicked: bool) -> None:
    hostile.attempt("window.open('/other.html'); await pause();", clicked=clicked)
    assert not hostile.asked_for("other")
    assert windows() == 1


def test_a_link_to_a_new_window_opens_none(hostile: Hostile) -> None:
    link = "<a id=a target=_blank href=/other.html>x</a>"
    hostile.attempt(
        f"document.body.innerHTML = '{link}'; document.getElementById('a').click();await pause();",
        clicked=True,
    )
    assert not hostile.asked_for("other")
    assert windows() == 1


@pytest.mark.parametrize("url", ["data:text/plain,x", "/file.bin"])
def test_the_page_downloads_nothing(proxy: Proxy, hostile: Hostile, own_directories: Path, url: str) -> None:
    proxy.pages["file.bin"] = Reply(200, b"x" * 64, {"Content-Disposition": "attachment; filename=x.bin"})
    link = f"<a id=a download=x.bin href={url}>x</a>"
    hostile.attempt(
        f"document.body.innerHTML = '{link}'; document.getElementById('a').click();await pause();",
        clicked=True,
    )
    assert not hostile.asked_for("file.bin")
    assert not list(own_directories.rglob("*x.bin*"))
    assert windows() == 1


def test_a_link_to_a_file_is_told_and_not_saved(room: Room, proxy: Proxy, own_directories: Path) -> None:
    headers = {"Content-Disposition": "attachment; filename=x.bin", "Content-Type": "application/x-thing"}
    proxy.pages["file.bin"] = Reply(200, b"x" * 64, headers)
    room.lead_to(proxy.url("file.bin"))
    room.open()
    room.wait_for(ConnectionState.FAILED)
    assert "127.0.0.1 sent nothing that can be shown." in room.words()
    assert not list(own_directories.rglob("*x.bin*"))


def test_a_console_closed_in_the_moment_of_a_download_ends_nothing_else(room: Room, proxy: Proxy) -> None:
    headers = {"Content-Disposition": "attachment; filename=x.bin", "Content-Type": "application/x-thing"}
    proxy.pages["file.bin"] = Reply(200, b"x" * 64, headers)
    room.lead_to(proxy.url("file.bin"))
    for _ in range(12):
        room.open()
        room.wait_for(ConnectionState.FAILED)
        room.window.close()
    assert room.desk.window is None


@pytest.mark.parametrize("url", ["data:text/plain,x", "/file.bin"])
def test_nor_does_one_whose_page_just_begins_a_download(
    room: Room, proxy: Proxy, hostile: Hostile, url: str
) -> None:
    proxy.pages["file.bin"] = Reply(200, b"x" * 64, {"Content-Disposition": "attachment; filename=x.bin"})
    link = f"<a id=a download=x.bin href={url}>x</a>"
    for _ in range(6):
        proxy.asked.clear()
        hostile.begin(
            f"document.body.innerHTML = '{link}'; tell('now'); document.getElementById('a').click();"
            "await new Promise(() => {});"
        )
        room.qtbot.waitUntil(lambda: bool(hostile.told))
        room.window.close()
    assert room.desk.window is None


def test_no_file_can_be_chosen(hostile: Hostile) -> None:
    script = """
        const input = document.createElement("input");
        input.type = "file";
        document.body.append(input);
        input.click();
        await pause();
        return String(input.files.length);
    """
    assert hostile.attempt(script, clicked=True) == "0"
    assert windows() == 1


DEVICES = {
    "location": """await new Promise((yes, no) =>
        navigator.geolocation.getCurrentPosition(yes, () => no(refused)));""",
    "microphone": "await navigator.mediaDevices.getUserMedia({ audio: true });",
    "camera": "await navigator.mediaDevices.getUserMedia({ video: true });",
    "display": "await navigator.mediaDevices.getDisplayMedia({ video: true });",
    "notifications": "if (await Notification.requestPermission() !== 'granted') throw refused;",
    "fonts": "if (!(await queryLocalFonts()).length) throw refused;",
    "clipboard": "await navigator.clipboard.readText();",
    "midi": "await navigator.requestMIDIAccess();",
    "usb": "await navigator.usb.requestDevice({ filters: [] });",
}
REFUSED = {
    "NotAllowedError",
    "SecurityError",
    "NotFoundError",
    "InvalidStateError",
    "NotSupportedError",
    "TypeError",
    "AbortError",
}


def test_the_page_gets_nothing_of_this_computer(hostile: Hostile) -> None:
    QGuiApplication.clipboard().setText("a secret of the operator's")
    script = "const names = [];"
    for device in DEVICES.values():
        script += f"try {{ {device} names.push('got it'); }} catch (error) {{ names.push(error.name); }}"
    answers = hostile.attempt(f"{script} return names.join();").split(",")
    assert len(answers) == len(DEVICES)
    assert set(answers) <= REFUSED
    assert windows() == 1


# No answer ever comes to a click that asks for a USB device: there is nothing to choose it with.
@pytest.mark.parametrize("device", sorted(DEVICES.keys() - {"clipboard", "usb"}))
def test_nor_does_it_when_it_is_clicked(hostile: Hostile, device: str) -> None:
    assert hostile.attempt(DEVICES[device], clicked=True) in REFUSED
    assert windows() == 1


def test_a_person_can_paste_through_the_page(hostile: Hostile) -> None:
    QGuiApplication.clipboard().setText("ls -la")
    assert hostile.attempt("return await navigator.clipboard.readText();", clicked=True) == "ls -la"


@pytest.mark.parametrize(
    ("script", "answer"),
    [
        ("for (let i = 0; i < 500; i += 1) alert(i);", "done"),
        ("let no = true; for (let i = 0; i < 500; i += 1) no &&= !confirm(i); return String(no);", "true"),
        (
            "let no = true; for (let i = 0; i < 500; i += 1) no &&= prompt(i) === null; return String(no);",
            "true",
        ),
        ("print();", "done"),
        ("window.close();", "done"),
    ],
    ids=["alert", "confirm", "prompt", "print", "close"],
)
def test_the_page_cannot_hold_up_the_program(hostile: Hostile, script: str, answer: str) -> None:
    assert hostile.attempt(script) == answer
    assert windows() == 1


def test_a_page_that_does_not_want_to_go_is_closed(room: Room, hostile: Hostile) -> None:
    hostile.attempt("onbeforeunload = (event) => { event.preventDefault(); return 'stay'; };", clicked=True)
    room.window.close()
    assert room.desk.window is None
    room.qtbot.waitUntil(lambda: windows() == 0)


@pytest.mark.parametrize(
    "url", ["http://localhost:{0}/elsewhere.html", "file:///etc/passwd", "data:text/html,elsewhere"]
)
def test_no_frame_shows_another_host(proxy: Proxy, hostile: Hostile, url: str) -> None:
    frame = f"<iframe src={url.format(proxy.port)}></iframe>"
    hostile.attempt(f'document.body.innerHTML = "{frame}"; await pause();')
    assert not hostile.asked_for("elsewhere")


def test_cookies_end_with_the_window(room: Room, proxy: Proxy, hostile: Hostile) -> None:
    script = "document.cookie = 'who=me; max-age=99999'; localStorage.who = 'me'; return document.cookie;"
    assert hostile.attempt(script) == "who=me"
    room.window.close()
    proxy.asked.clear()
    assert hostile.attempt("return `${document.cookie}${localStorage.who ?? ''}`;") == ""
