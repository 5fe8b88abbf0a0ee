from datetime import UTC, datetime, timedelta

import pytest

from launcher.model.console import (
    ConsoleLink,
    ConsoleProtocol,
    ConsoleType,
    LinkState,
    OpenIn,
    RemoteConsole,
    clock_text,
)
from launcher.model.instant import Instant
from launcher.model.server import ServerKey

START = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


def at(*, wall: float, monotonic: float) -> Instant:
    return Instant(START + timedelta(seconds=wall), 1000.0 + monotonic)


def link(validity: float = 600.0) -> ConsoleLink:
    console = RemoteConsole(ConsoleType.NOVNC, ConsoleProtocol.VNC, "https://proxy.example/?token=s3cret")
    return ConsoleLink(ServerKey("prod", "1"), console, at(wall=0, monotonic=0), validity)


def test_a_link_counts_down_and_ends() -> None:
    fresh = link()
    assert fresh.remaining(at(wall=79, monotonic=79)) == 521
    assert fresh.state(at(wall=539, monotonic=539)) is LinkState.FRESH
    assert fresh.state(at(wall=540, monotonic=540)) is LinkState.ENDING
    assert fresh.state(at(wall=600, monotonic=600)) is LinkState.EXPIRED
    assert fresh.remaining(at(wall=9999, monotonic=9999)) == 0


def test_a_suspended_laptop_does_not_keep_a_link_alive() -> None:
    woken = at(wall=3600, monotonic=5)
    assert link().state(woken) is LinkState.EXPIRED


def test_a_clock_set_back_does_not_keep_a_link_alive() -> None:
    corrected = at(wall=-86_400, monotonic=601)
    assert link().state(corrected) is LinkState.EXPIRED


def test_a_clock_set_back_does_not_give_more_than_there_was() -> None:
    assert link().remaining(at(wall=-86_400, monotonic=0)) == 600


def test_the_fraction_runs_from_one_to_nought() -> None:
    assert link().fraction(at(wall=0, monotonic=0)) == 1.0
    assert link().fraction(at(wall=300, monotonic=300)) == pytest.approx(0.5)
    assert link(validity=0).fraction(at(wall=0, monotonic=0)) == 0.0


def test_no_repr_shows_the_url() -> None:
    assert "s3cret" not in repr(link())
    assert "s3cret" not in str(link())


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(600, "10:00"), (521, "8:41"), (60.2, "1:01"), (9, "0:09"), (0.3, "0:01"), (0, "0:00")],
)
def test_the_countdown_reads_as_a_clock(seconds: float, text: str) -> None:
    assert clock_text(seconds) == text


def test_every_type_has_novas_protocol() -> None:
    pairs = {one.value: one.protocol.value for one in ConsoleType}
    assert pairs == {"novnc": "vnc", "spice-html5": "spice", "serial": "serial"}


def test_the_other_way() -> None:
    assert OpenIn.EMBEDDED.other is OpenIn.BROWSER
    assert OpenIn.BROWSER.other is OpenIn.EMBEDDED


def test_an_instant_wants_a_timezone() -> None:
    with pytest.raises(ValueError, match="timezone"):
        Instant(datetime(2026, 1, 1), 0.0)  # noqa: DTZ001
