"""Who paints consoles. A private screen, as tests have one, is a machine without a graphics card."""

import os

import pytest

from launcher.ui.console import painter

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
