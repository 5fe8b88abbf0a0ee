"""Who paints consoles. A private screen, as tests have one, is a machine without a graphics card."""

import os

import pytest

from launcher.ui.console import painter
from tests.ui.console import test_one_window
from tests.ui.console.apart import run_apart

pytestmark = pytest.mark.usefixtures("qapp")


def test_the_processor_paints_where_there_is_no_graphics_card(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QT_QUICK_BACKEND", raising=False)
    painter.choose_painter()
    assert os.environ["QT_QUICK_BACKEND"] == "software"


def test_a_graphics_card_paints_where_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QT_QUICK_BACKEND", raising=False)
    # Mesa's drawing by the processor is taken for a card's.
    monkeypatch.setattr(painter, "_WITHOUT_A_CARD", ())
    painter.choose_painter()
    assert "QT_QUICK_BACKEND" not in os.environ


def test_what_a_person_has_chosen_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QUICK_BACKEND", "")
    painter.choose_painter()
    assert os.environ["QT_QUICK_BACKEND"] == ""


def test_consoles_are_shown_where_there_is_no_opengl_at_all() -> None:
    """A program chooses once who paints, so another one shows a console."""
    without = {name: value for name, value in os.environ.items() if name != "QT_QUICK_BACKEND"}
    shows = f"{test_one_window.__file__}::test_it_stays_from_the_question_to_the_pixels"
    # Qt says more than once that there is none.
    told = run_apart(
        shows, without | {"QT_XCB_GL_INTEGRATION": "none"}, 60, "-o", "qt_log_level_fail=CRITICAL"
    )
    assert "1 passed" in told
