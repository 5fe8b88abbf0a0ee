"""What a log becomes before it is shown, how it goes on, and how often it is looked at."""

import pytest

from launcher.ui.details.log_text import continuation, readable
from launcher.ui.details.pace import SHORTEST, Pace


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b[38;5;120mgreen\x1b[K\x1b[2J", "green"),
        ("\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x1bPq#0\x1b\\after", "after"),
        ("\x1b(Bplain\x1b=\x1bc", "plain"),
        ("one\r\r\ntwo\rthree\r\n", "one\ntwo\nthree\n"),
        ("bell\x07 half\x1b", "bell[U+0007] half[U+001B]"),
        ("a\tb", "a       b"),
        ("\u2028x\u0085\ufeff", "[U+2028]x[U+0085][U+FEFF]"),
    ],
)
def test_what_a_terminal_would_act_on(raw: str, shown: str) -> None:
    assert readable(raw) == shown


@pytest.mark.parametrize(
    ("known", "text", "further"),
    [
        ("a\n", "a\n", ""),
        ("a\n", "a\nb\n", "b\n"),
        ("login: ", "login: ada\n", "ada\n"),
        ("1\n2\n3\n", "2\n3\n4\n", "4\n"),
        ("1\n2\n3\n", "other\n", None),
        ("1\n2\n3\n", "x\n2\n3\n", None),
        ("tick\n" * 400, "tick\n" * 402, "tick\n" * 2),
    ],
)
def test_what_is_new_in_a_log(known: str, text: str, further: str | None) -> None:
    assert continuation(known, text) == further


def test_a_window_that_moved_over_a_long_log() -> None:
    lines = [f"line {number}\n" for number in range(900)]
    assert continuation("".join(lines[:800]), "".join(lines[100:])) == "".join(lines[800:])


def test_no_cloud_is_looked_at_more_often_than_every_two_seconds() -> None:
    assert SHORTEST == 2.0
    assert Pace(usual=0.1).seconds == 2.0
    assert Pace().seconds >= 2.0


def test_refusals_slow_down_and_a_success_makes_up_for_them() -> None:
    pace = Pace(usual=4, longest=30)
    waits = []
    for _ in range(4):
        pace.refused()
        waits.append(pace.seconds)
    assert waits == [8, 16, 30, 30]
    pace.refused(retry_after=300)
    assert pace.seconds == 300
    pace.answered()
    assert pace.seconds == 4
