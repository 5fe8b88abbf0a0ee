from pytestqt.qtbot import QtBot

from launcher.model.server import ServerKey
from launcher.ui.links import LinkKeeper
from launcher.ui.tray.milestones import Milestones
from tests.ui.servers.parts import link

KEY = ServerKey("prod", "1")


def test_it_is_told_when_a_link_is_about_to_end_and_when_it_has(qtbot: QtBot) -> None:
    keeper = LinkKeeper()
    milestones = Milestones(keeper)
    milestones.watch()
    keeper.keep(link(KEY, validity=60.4))
    with qtbot.waitSignal(milestones.passed, timeout=5_000):
        pass
    assert 59 < keeper.remaining()[KEY] <= 60
    keeper.keep(link(KEY, validity=0.3))
    with qtbot.waitSignal(milestones.passed, timeout=5_000):
        pass
    assert keeper.remaining()[KEY] == 0


def test_nobody_is_woken_up_where_no_link_lives(qtbot: QtBot) -> None:
    keeper = LinkKeeper()
    milestones = Milestones(keeper)
    milestones.watch()
    assert not milestones.waiting
    keeper.keep(link(KEY, validity=0.2))
    assert milestones.waiting
    qtbot.waitUntil(lambda: not milestones.waiting)
