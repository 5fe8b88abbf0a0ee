"""A long list is taken in by portions, and a person is heard in between."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from launcher.demo.cloud import DemoCloud
from launcher.demo.options import DemoOptions
from launcher.demo.web.record import Answer
from launcher.ui.servers.portions import Portions
from tests.ui.servers.parts import fleet, profile_for
from tests.ui.servers.test_freshness import keep, load, saved_pane

LONG = 2_300
"""More than one portion, and no multiple of one."""


def test_what_is_put_is_done_in_turn_and_keys_come_in_between(qtbot: QtBot) -> None:
    box = QLineEdit()
    qtbot.addWidget(box)
    portions, done = Portions(box), list[str]()
    portions.put(*(lambda number=number: done.append(f"{number}{box.text()}") for number in range(3)))
    assert done == ["0"], "nothing waited: the first is done at once"
    portions.put(lambda: done.append("last"))
    qtbot.keyClick(box, Qt.Key.Key_X)
    qtbot.waitUntil(lambda: len(done) == 4)
    assert done == ["0", "1x", "2x", "last"]
    portions.put(lambda: done.append("again"))
    assert done[-1] == "again"


def test_a_long_list_comes_whole(qtbot: QtBot) -> None:
    with DemoCloud(DemoOptions(servers=LONG)) as cloud, saved_pane(qtbot, cloud) as pane:
        load(qtbot, pane)
        assert sorted(pane.names()) == sorted(one.name for one in cloud.servers())
        gone = pane.listing.visible[LONG // 2]
        cloud.delete_server(gone.id)
        load(qtbot, pane)
        assert len(pane.names()) == LONG - 1
        assert gone not in pane.listing.visible


def test_a_long_last_list_is_shown_in_one_piece(qtbot: QtBot) -> None:
    with DemoCloud() as cloud:
        keep(profile_for(cloud, "prod"), fleet(LONG))
        cloud.answer_next("POST", "/auth/tokens", Answer(503, delay=1.5))
        with saved_pane(qtbot, cloud) as pane:
            told: list[int] = []
            pane.loader.listing_changed.connect(lambda: told.append(len(pane.names())))
            pane.widget.refresh()
            qtbot.waitUntil(lambda: bool(told))
            assert told == [LONG]


def test_what_was_forgotten_while_it_came_does_not_come(qtbot: QtBot) -> None:
    with DemoCloud() as cloud:
        keep(profile_for(cloud, "prod"), fleet(LONG))
        cloud.answer_next("POST", "/auth/tokens", Answer(503, delay=1.5))
        with saved_pane(qtbot, cloud) as pane:
            portions = pane.loader.findChild(Portions)
            came: list[int] = []
            watch = QTimer(pane.widget)

            def forget_halfway() -> None:
                if pane.listing.ids("prod"):
                    watch.stop()
                    came.append(len(pane.listing.ids("prod")))
                    pane.loader.forget("prod")
                    portions.put(lambda: came.append(len(pane.listing.ids("prod"))))

            watch.timeout.connect(forget_halfway)
            watch.start(0)
            pane.widget.refresh()
            qtbot.waitUntil(lambda: len(came) == 2)
            assert 0 < came[0] < LONG
            assert came[1] == 0
            assert pane.names() == []
