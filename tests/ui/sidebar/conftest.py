import pytest
from pytestqt.qtbot import QtBot

from tests.ui.sidebar.parts import Hand, make_sidebar


@pytest.fixture
def hand(qtbot: QtBot) -> Hand:
    return Hand(qtbot, make_sidebar(qtbot))
