import os
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest

from launcher.model.errors import BrowserUnavailableError, UnexpectedAnswerError
from launcher.storage.redirect import remove_redirect, remove_stale_redirects, write_redirect

URL = "https://vnc.example:6080/vnc_lite.html?path=%3Ftoken%3D5d8c4a0e&a='b'&title=\"<x>\""


class Page(HTMLParser):
    """What a browser sees."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("url", [URL, "http://[2001:db8::1]:6083/?token=x;y", "https://c.example/ü?token=x"])
def test_the_page_leads_to_the_url_exactly_as_given(url):
    page = Page(write_redirect(url))
    assert ("meta", {"http-equiv": "refresh", "content": f"0; url={url}"}) in page.tags
    assert ("a", {"rel": "noreferrer", "href": url}) in page.tags
    assert ("meta", {"name": "referrer", "content": "no-referrer"}) in page.tags
    assert "script" not in [tag for tag, _ in page.tags]
    assert page.text.split() == ["Porthole", "Open", "the", "console"]


def test_nobody_else_can_read_it():
    path = write_redirect(URL)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert "token" not in str(path)


def test_a_folder_that_was_open_to_others_is_closed(own_directories):
    folder = own_directories / "porthole-open"
    folder.mkdir()
    folder.chmod(0o755)
    assert write_redirect(URL).parent == folder
    assert folder.stat().st_mode & 0o777 == 0o700


def test_it_lies_hidden_among_the_downloads_where_a_confined_browser_can_read_it(own_directories):
    (own_directories / "Downloads").mkdir()
    assert write_redirect(URL).parent == own_directories / "Downloads" / ".porthole-open"


@pytest.mark.parametrize("downloads", ["{home}", "{home}/.hidden/Downloads", "{outside}", "{home}/missing"])
def test_without_downloads_a_snap_can_read_it_lies_openly_in_the_home(
    own_directories, tmp_path, monkeypatch, downloads
):
    folder = downloads.format(home=own_directories, outside=tmp_path / "outside")
    if "missing" not in downloads:
        Path(folder).mkdir(parents=True, exist_ok=True)
    monkeypatch.setenv("XDG_DOWNLOAD_DIR", folder)
    assert write_redirect(URL).parent == own_directories / "porthole-open"


def test_the_last_one_takes_the_folder_with_it(own_directories):
    first, second = write_redirect(URL), write_redirect(URL)
    assert first != second
    remove_redirect(first)
    assert not first.exists()
    assert second.exists()
    remove_redirect(second)
    remove_redirect(second)
    assert not (own_directories / "porthole-open").exists()
    assert own_directories.exists()


def test_what_a_crash_left_is_removed_wherever_it_lies(own_directories):
    now = datetime.now(UTC)
    old_in_home = write_redirect(URL)
    (own_directories / "Downloads").mkdir()
    old, fresh = write_redirect(URL), write_redirect(URL)
    stranger = old.with_name("notes.html")
    stranger.touch()
    for path in (old_in_home, old, stranger):
        long_ago = (now - timedelta(minutes=11)).timestamp()
        os.utime(path, (long_ago, long_ago))
    remove_stale_redirects(now)
    assert [path.exists() for path in (old_in_home, old, fresh, stranger)] == [False, False, True, True]


@pytest.mark.parametrize(
    "url",
    [
        "",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ftp://c.example/",
        "https:///vnc.html?token=secret",
        "//c.example/",
        "https://c.example:port/?token=secret",
        "https://c.example/?token=secret\nRefresh: 0",
        "https://[::1/?token=secret",
    ],
)
def test_nothing_but_a_web_address_is_accepted(own_directories, url):
    with pytest.raises(UnexpectedAnswerError) as caught:
        write_redirect(url)
    assert "secret" not in repr(caught.value.trouble)
    assert list(own_directories.iterdir()) == []


def test_where_it_cannot_be_written_the_link_can_still_be_copied(own_directories):
    (own_directories / "porthole-open").write_text("in the way")
    with pytest.raises(BrowserUnavailableError) as caught:
        write_redirect(URL)
    assert "could not be written" in caught.value.trouble.what
    assert caught.value.trouble.next_step.startswith("Copy the link")
    assert "token" not in repr(caught.value.trouble)
