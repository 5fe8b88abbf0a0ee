from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from launcher.model.server import ServerKey
from launcher.ui.links import LinkKeeper
from tests.ui.servers.parts import link

KEY = ServerKey("prod", "1")


def test_the_clock_runs_only_while_a_link_lives_and_somebody_looks(qtbot: QtBot) -> None:
    keeper = LinkKeeper()
    window = QWidget()
    qtbot.addWidget(window)
    keeper.watch(window)
    with qtbot.waitExposed(window):
        window.show()
    assert not keeper.ticking
    keeper.keep(link(KEY))
    assert keeper.ticking
    window.hide()
    assert not keeper.ticking
    window.show()
    assert keeper.ticking


def test_a_widget_that_is_gone_keeps_no_clock_running(qtbot: QtBot) -> None:
    keeper = LinkKeeper()
    window = QWidget()
    keeper.watch(window)
    with qtbot.waitExposed(window):
        window.show()
    keeper.keep(link(KEY))
    window.deleteLater()
    qtbot.waitUntil(lambda: not keeper.ticking)


def test_an_expired_link_leaves(qtbot: QtBot) -> None:
    keeper = LinkKeeper()
    window = QWidget()
    qtbot.addWidget(window)
    keeper.watch(window)
    window.show()
    keeper.keep(link(KEY, validity=0.5))
    with qtbot.waitSignal(keeper.changed, timeout=3000) as changed:
        pass
    assert changed.args == [KEY]
    assert keeper.link(KEY) is None
    assert keeper.remaining() == {}
