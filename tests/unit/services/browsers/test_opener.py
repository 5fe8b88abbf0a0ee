"""Opening a console in a browser that writes down whatever it, and everybody else, could see of the link."""

import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from launcher.model.errors import BrowserUnavailableError, UnexpectedAnswerError
from launcher.services.browsers.opener import BrowserOpener
from launcher.storage.redirect import write_redirect

TOKEN = "5d8c4a0e-7c1f-4c5e-9b57-a7e6f2b7c0de"
URL = f"https://vnc.example:6080/vnc_lite.html?token={TOKEN}&lang=EN"

pytestmark = pytest.mark.usefixtures("browser")

Visits = Callable[[], list[dict[str, Any]]]


def pages(home: Path) -> list[Path]:
    return list(home.rglob("*.html"))


def wait_for(condition: Callable[[], bool]) -> None:
    tick = threading.Event()
    for _ in range(2000):
        if condition():
            return
        tick.wait(0.005)
    pytest.fail("it never came true")


def test_the_browser_reads_the_link_and_nobody_sees_it(
    opener: BrowserOpener, browser: Path, visits: Visits, capfd: pytest.CaptureFixture[str]
) -> None:
    opener.open(URL)
    (visit,) = visits()
    assert f"token={TOKEN}&amp;lang=EN" in visit["content"]
    assert visit["mode"] == "0o600"
    assert visit["arguments"] == [Path(visit["page"]).as_uri()]
    started, starter = visit["processes"]
    assert str(browser) in started["cmdline"]
    assert str(browser) in starter["cmdline"]
    for process in (started, starter):
        assert "token" not in process["cmdline"]
        assert TOKEN not in process["environ"]
        assert "vnc.example" not in process["cmdline"] + process["environ"]
    assert capfd.readouterr() == ("", "")


def test_it_shares_neither_terminal_nor_session_with_us(opener: BrowserOpener, visits: Visits) -> None:
    opener.open(URL)
    (visit,) = visits()
    assert visit["inputs_and_outputs"] == ["/dev/null"] * 3
    assert visit["session"] != os.getsid(0)


def test_no_error_and_no_log_tells_the_link(
    opener: BrowserOpener,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    own_directories: Path,
) -> None:
    monkeypatch.delenv("BROWSER")
    caplog.set_level(0)
    with pytest.raises(BrowserUnavailableError) as caught:
        opener.open(URL)
    assert TOKEN not in f"{caught.value!r}{caught.value.trouble}{caplog.text}"
    assert pages(own_directories) == []


@pytest.mark.parametrize("url", ["javascript:alert(1)", f"file:///etc/passwd?token={TOKEN}", "https:///x"])
def test_nothing_but_a_web_address_reaches_a_browser(opener: BrowserOpener, visits: Visits, url: str) -> None:
    with pytest.raises(UnexpectedAnswerError) as caught:
        opener.open(url)
    assert TOKEN not in repr(caught.value.trouble)
    assert visits() == []


# The page comes and goes.


def test_each_link_has_a_page_of_its_own_in_its_turn(visits: Visits, own_directories: Path) -> None:
    opener = BrowserOpener(cold_start=0)
    for number in range(3):
        opener.open(f"https://vnc.example/?token={number}")
    seen = visits()
    assert [f"token={number}" in visit["content"] for number, visit in enumerate(seen)] == [True] * 3
    assert len({visit["page"] for visit in seen}) == 3
    assert len(pages(own_directories)) == 3
    opener.close()
    assert pages(own_directories) == []


def test_a_page_goes_by_itself_and_its_folder_with_it(
    own_directories: Path,
) -> None:
    opener = BrowserOpener(cold_start=0, kept_for=0.1)
    opener.open(URL)
    wait_for(lambda: not (own_directories / "porthole-open").exists())
    opener.close()


def test_closing_gives_a_browser_that_starts_slowly_the_time_to_read(
    own_directories: Path,
) -> None:
    opener = BrowserOpener(cold_start=1)
    opener.open(URL)
    closing = threading.Thread(target=opener.close)
    closing.start()
    wait_for(opener._closing.is_set)
    assert len(pages(own_directories)) == 1
    closing.join()
    assert pages(own_directories) == []


def test_a_page_that_a_crash_left_goes_with_the_next_one(opener: BrowserOpener) -> None:
    left = write_redirect(URL)
    os.utime(left, (0, 0))
    opener.open(URL)
    assert not left.exists()


def test_where_no_page_can_be_written_no_browser_starts(
    opener: BrowserOpener, visits: Visits, own_directories: Path
) -> None:
    (own_directories / "porthole-open").write_text("in the way")
    with pytest.raises(BrowserUnavailableError, match="could not be written") as caught:
        opener.open(URL)
    assert caught.value.trouble.next_step.startswith("Copy the link")
    assert visits() == []
