"""Ctrl+Enter: the console in the system's browser, and what is told where there is none."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from launcher.app import Start
from launcher.services.browser import BrowserOpener
from launcher.services.listing import Column
from launcher.ui.notices import Notice
from tests.end_to_end.hand import wait_until
from tests.end_to_end.stage import Stage, stage
from tests.unit.services.recording_browser import install_browser, read_records


def ask_for_the_browser(on: Stage) -> None:
    on.wait_for_servers()
    on.hand.click_row(on.porthole.pane.table, 0, times=1)
    on.hand.press("ctrl+Return")


def test_ctrl_enter_shows_it_in_the_browser(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install_browser(tmp_path / "browser", tmp_path / "records")
    monkeypatch.setenv("BROWSER", str(tmp_path / "browser"))
    with stage(Start(demo=True), qapp, BrowserOpener(cold_start=0)) as on:
        ask_for_the_browser(on)
        wait_until(lambda: read_records(tmp_path / "records"), "the browser")
        (key,) = on.porthole.keeper.keys
        link = on.porthole.keeper.link(key)
        assert on.porthole.model.index(0, Column.LINK).data()
        assert on.porthole.consoles.desk.window is None
    (record,) = read_records(tmp_path / "records")
    assert link is not None
    token = link.url.rpartition("token")[2]
    assert token
    assert token in record["content"]
    assert token not in str(record["arguments"]) + str(record["processes"])
    assert record["mode"] == "0o600"
    assert not Path(record["page"]).exists()


def test_without_a_browser_the_notice_offers_the_link(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("xdg-open", "gio"):
        (tmp_path / name).write_text("#!/bin/sh\nexit 3\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setenv("BROWSER", str(tmp_path / "xdg-open"))
    with stage(Start(demo=True), qapp, BrowserOpener(cold_start=0)) as on:
        ask_for_the_browser(on)
        wait_until(on.porthole.pane.notices.isVisible, "the notice")
        (notice,) = on.porthole.pane.notices.findChildren(Notice)
        assert "browser" in notice.trouble.what.lower()
        assert notice.trouble.server
        (copy,) = [one for one in notice.findChildren(QPushButton) if one.text() == "Copy link"]
        on.hand.click(copy)
        wait_until(lambda: QGuiApplication.clipboard().text().startswith("http://127.0.0.1"), "the link")
        told = [one.text() for one in on.porthole.pane.findChildren(QLabel) if one.isVisible()]
        assert any(text.startswith("Link copied.") for text in told)
