"""The last list at once, and a list that stays fresh by itself: against a real cloud and a real disk."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from time import monotonic

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from launcher.demo.cloud import DemoCloud
from launcher.demo.options import DemoOptions
from launcher.demo.web.record import Answer, ApiRequest
from launcher.model.instant import Instant
from launcher.model.profile import Profile
from launcher.model.server import Server, ServerStatus
from launcher.services.profiles import NewSecret, ProfileBook
from launcher.storage import paths
from launcher.storage.list_cache import CachedList, ListCache
from launcher.storage.profiles import ProfileFile
from launcher.storage.secrets import Secrets
from launcher.ui.servers import loader as loading
from launcher.ui.servers.asking import Asking
from launcher.ui.servers.freshness import Pace
from tests.ui.servers.parts import Pane, pane_for, profile_for

LEFT = Qt.MouseButton.LeftButton
BRISK = Pace(rest=0.05, share=0.0)
FORGIVING = Pace(rest=0.05, share=0.0, longest=0.2)


@pytest.fixture
def cloud() -> Iterator[DemoCloud]:
    with DemoCloud(DemoOptions(servers=24, page_limit=10)) as running:
        yield running


@contextmanager
def saved_pane(
    qtbot: QtBot, cloud: DemoCloud, profile: Profile | None = None, pace: Pace | None = None
) -> Iterator[Pane]:
    """A pane for a profile that stands in the file, unlike the demo's: its list is kept."""
    book = ProfileBook(ProfileFile(), Secrets())
    secret = NewSecret(cloud.access.password, remember=False)
    book.save(profile or profile_for(cloud, "prod"), secret)
    with pane_for(qtbot, book, pace) as made:
        yield made


@pytest.fixture
def pane(qtbot: QtBot, cloud: DemoCloud) -> Iterator[Pane]:
    """A pane that has its list, and then asks for changes without a rest."""
    with saved_pane(qtbot, cloud, pace=BRISK) as made:
        load(qtbot, made)
        yield made


def load(qtbot: QtBot, pane: Pane) -> None:
    pane.widget.refresh()
    qtbot.waitUntil(lambda: not pane.loader.loading)


def age(pane: Pane) -> str:
    texts = [one.text() for one in pane.widget.bar.findChildren(QLabel) if one.isVisible()]
    return next((text for text in texts if "ago" in text or "now" in text or "refreshing" in text), "")


def lists(cloud: DemoCloud) -> list[ApiRequest]:
    return [one for one in cloud.requests if one.path.endswith("/servers/detail")]


def quiet_lists(cloud: DemoCloud) -> list[ApiRequest]:
    return [one for one in lists(cloud) if "changes-since" in one.query]


def one_more_look(qtbot: QtBot, cloud: DemoCloud) -> None:
    """Wait until the cloud was asked for changes twice more: the second began after the first was taken."""
    before = len(quiet_lists(cloud))
    qtbot.waitUntil(lambda: len(quiet_lists(cloud)) >= before + 2)


def keep(profile: Profile, servers: list[Server], hours_ago: float = 3.0) -> None:
    ListCache().write(profile, CachedList(tuple(servers), datetime.now(UTC) - timedelta(hours=hours_ago)))


def kept(pane: Pane) -> list[Server]:
    found = ListCache().read(pane.book.get("prod"))
    return list(found.servers) if found else []


def server(name: str, **fields: object) -> Server:
    return Server("prod", f"id-{name}", name, ServerStatus.ACTIVE, **fields)  # type: ignore[arg-type]


def recorded(signal: object) -> list[frozenset[object]]:
    found: list[frozenset[object]] = []
    signal.connect(found.append)  # type: ignore[attr-defined]
    return found


def timer(pane: Pane) -> QTimer:
    (found,) = pane.widget.freshness.findChildren(QTimer)
    return found


def timer_runs(pane: Pane) -> bool:
    return timer(pane).isActive()


# The last list.


def test_the_last_list_is_there_with_its_age_before_the_cloud_has_answered(
    qtbot: QtBot, cloud: DemoCloud
) -> None:
    keep(profile_for(cloud, "prod"), [server("old-01"), server("old-02")])
    cloud.answer_next("POST", "/auth/tokens", Answer(503, delay=1.5))
    with saved_pane(qtbot, cloud) as pane:
        pane.widget.refresh()
        qtbot.waitUntil(lambda: pane.names() == ["old-01", "old-02"])
        assert not lists(cloud)
        assert pane.widget.table.isVisible()
        assert age(pane) == "from 3 h ago, refreshing…"
        assert pane.widget.bar.cancel_button.isVisible()


def test_the_fresh_list_takes_its_place_and_is_kept_for_the_next_start(
    qtbot: QtBot, cloud: DemoCloud
) -> None:
    with saved_pane(qtbot, cloud) as pane:
        load(qtbot, pane)
        assert age(pane) == "just now"
        first = pane.listing.visible
        qtbot.waitUntil(lambda: len(kept(pane)) == 24)
    gone = cloud.servers()[3]
    cloud.delete_server(gone.id)
    with saved_pane(qtbot, cloud) as pane:
        moves: list[int] = []
        pane.loader.listing_changed.connect(lambda: moves.append(len(pane.names())))
        load(qtbot, pane)
        assert moves == [24, 23], "only what is different moves the list"
        assert gone.name not in pane.names()
        assert set(pane.listing.visible) <= set(first)


def test_what_changed_since_the_last_run_is_told(qtbot: QtBot, cloud: DemoCloud) -> None:
    with saved_pane(qtbot, cloud) as pane:
        load(qtbot, pane)
        qtbot.waitUntil(lambda: len(kept(pane)) == 24)
    changed = next(one for one in cloud.servers() if one.status is ServerStatus.ACTIVE)
    cloud.set_status(changed.id, ServerStatus.SHUTOFF)
    with saved_pane(qtbot, cloud) as pane:
        told = recorded(pane.loader.rows_changed)
        load(qtbot, pane)
        assert told == [frozenset({("prod", changed.id)})]


def test_without_a_last_list_the_face_says_that_the_cloud_is_asked(qtbot: QtBot, cloud: DemoCloud) -> None:
    with saved_pane(qtbot, cloud) as pane:
        pane.widget.refresh()
        assert "Asking for servers" in pane.face_text()
        assert age(pane) == ""
        qtbot.waitUntil(lambda: not pane.loader.loading)


def test_offline_the_last_list_stays_with_its_age_and_the_notice_says_why(
    qtbot: QtBot, cloud: DemoCloud
) -> None:
    keep(profile_for(cloud, "prod"), [server("old-01")], hours_ago=50)
    cloud.stop_listening()
    with saved_pane(qtbot, cloud) as pane:
        load(qtbot, pane)
        assert pane.names() == ["old-01"]
        assert age(pane) == "2 days ago"
        assert pane.widget.notices.subjects == {"refusal prod"}
        cloud.start_listening()
        qtbot.mouseClick(pane.button("Try again"), LEFT)
        qtbot.waitUntil(lambda: len(pane.names()) == 24)
        assert not pane.widget.notices.subjects


def test_a_broken_file_is_no_more_than_no_file(qtbot: QtBot, cloud: DemoCloud) -> None:
    keep(profile_for(cloud, "prod"), [server("old-01")])
    (path,) = paths.lists_dir().iterdir()
    path.write_bytes(b"\x00 not a list")
    with saved_pane(qtbot, cloud) as pane:
        load(qtbot, pane)
        assert len(pane.names()) == 24
        qtbot.waitUntil(lambda: len(kept(pane)) == 24)


def test_another_projects_last_list_is_never_shown(qtbot: QtBot, cloud: DemoCloud) -> None:
    keep(profile_for(cloud, "prod"), [server("secret-project-01")])
    seen: set[str] = set()
    with saved_pane(qtbot, cloud, profile_for(cloud, "prod", project="staging")) as pane:
        pane.loader.listing_changed.connect(lambda: seen.update(pane.names()))
        load(qtbot, pane)
        assert seen == {machine.name for machine in cloud.servers("staging")}


def test_a_forgotten_profile_leaves_nothing_on_the_disk(qtbot: QtBot, pane: Pane) -> None:
    qtbot.waitUntil(lambda: len(kept(pane)) == 24)
    pane.loader.forget("prod")
    assert pane.names() == []
    qtbot.waitUntil(lambda: list(paths.lists_dir().iterdir()) == [])


def test_cancelled_is_not_kept_nor_taken_up_again(qtbot: QtBot, cloud: DemoCloud) -> None:
    with saved_pane(qtbot, cloud, pace=BRISK) as pane:
        cloud.answer_next("GET", r"marker=", Answer(503, delay=0.5))
        pane.widget.refresh()
        qtbot.waitUntil(lambda: len(pane.names()) == 10)
        with qtbot.waitSignal(timer(pane).timeout):
            qtbot.mouseClick(pane.widget.bar.cancel_button, LEFT)
        assert not timer_runs(pane)
        assert len(pane.names()) == 10
        assert kept(pane) == []


# Fresh by itself.


def active(pane: Pane) -> Server:
    return next(one for one in pane.listing.visible if one.status is ServerStatus.ACTIVE)


def test_a_deleted_server_leaves_by_itself_without_a_flicker(
    qtbot: QtBot, cloud: DemoCloud, pane: Pane
) -> None:
    states: list[bool] = []
    pane.loader.state_changed.connect(lambda: states.append(True))
    gone, stays = pane.listing.visible[0], pane.listing.visible[5]
    pane.widget.table.select(stays.key)
    cloud.delete_server(gone.id)
    qtbot.waitUntil(lambda: gone.name not in pane.names())
    assert len(pane.names()) == 23
    assert pane.widget.table.current_server() == stays
    assert not states, "neither progress nor Cancel were shown"
    assert "changes-since" in lists(cloud)[-1].query


def test_a_deleted_server_leaves_by_itself_where_a_cloud_knows_no_changes(qtbot: QtBot) -> None:
    # Huawei's ECS has no answer but its whole list.
    with (
        DemoCloud(DemoOptions(servers=24, huawei=True)) as huawei,
        saved_pane(qtbot, huawei, pace=BRISK) as pane,
    ):
        load(qtbot, pane)
        gone = pane.listing.visible[0]
        huawei.delete_server(gone.id)
        qtbot.waitUntil(lambda: gone.name not in pane.names())
        assert len(pane.names()) == 23


def test_a_change_of_status_arrives_by_itself_and_is_told_once(
    qtbot: QtBot, cloud: DemoCloud, pane: Pane
) -> None:
    told = recorded(pane.loader.rows_changed)
    changed = active(pane)
    cloud.set_status(changed.id, ServerStatus.SHUTOFF)
    qtbot.waitUntil(lambda: len(told) == 1)
    now = pane.listing.server(changed.key)
    assert now is not None
    assert now.status is ServerStatus.SHUTOFF
    one_more_look(qtbot, cloud)
    assert told == [frozenset({changed.key})]


def test_where_nothing_changed_nothing_moves(qtbot: QtBot, cloud: DemoCloud, pane: Pane) -> None:
    resets: list[bool] = []
    pane.widget.table.model().modelReset.connect(lambda: resets.append(True))
    one_more_look(qtbot, cloud)
    assert not resets
    assert age(pane) == "just now"


def test_what_only_moved_the_servers_clock_is_no_news(qtbot: QtBot, cloud: DemoCloud, pane: Pane) -> None:
    told = recorded(pane.loader.rows_changed)
    same = active(pane)
    cloud.set_status(same.id, ServerStatus.ACTIVE)
    qtbot.waitUntil(lambda: pane.listing.server(same.key) != same)
    assert told == []


def test_changes_are_asked_for_by_the_clouds_clock_with_an_overlap(
    qtbot: QtBot, cloud: DemoCloud, pane: Pane, monkeypatch: pytest.MonkeyPatch
) -> None:
    ahead = 5 * 3600.0

    class FastClock(datetime):
        @classmethod
        def now(cls, _zone: object = None) -> datetime:  # type: ignore[override]
            return datetime.now(UTC) + timedelta(seconds=ahead)

    monkeypatch.setattr("launcher.model.instant.datetime", FastClock)
    load(qtbot, pane)
    before = max(machine.updated for machine in cloud.servers())
    gone = pane.listing.visible[0]
    cloud.delete_server(gone.id)
    cloud.forget_requests()
    qtbot.waitUntil(lambda: gone.name not in pane.names())
    since = datetime.fromisoformat(quiet_lists(cloud)[0].query["changes-since"][0])
    assert before - timedelta(minutes=3) < since <= before - timedelta(minutes=2)


def test_from_time_to_time_the_whole_list_is_asked_for(
    qtbot: QtBot, cloud: DemoCloud, pane: Pane, monkeypatch: pytest.MonkeyPatch
) -> None:
    states: list[bool] = []
    pane.loader.state_changed.connect(lambda: states.append(True))
    monkeypatch.setattr(loading, "WHOLE_EVERY", 0.0)
    cloud.forget_requests()
    qtbot.waitUntil(lambda: any("marker" in one.query for one in lists(cloud)))
    gone = pane.listing.visible[0]
    cloud.delete_server(gone.id)
    qtbot.waitUntil(lambda: gone.name not in pane.names())
    assert not states


def test_hidden_nothing_is_asked_and_nobody_is_woken(qtbot: QtBot, cloud: DemoCloud, pane: Pane) -> None:
    pane.widget.hide()
    assert not timer_runs(pane)
    qtbot.waitUntil(lambda: not pane.loader.asks_for("prod"))
    assert not timer_runs(pane)
    asked = len(lists(cloud))
    gone = pane.listing.visible[0]
    cloud.delete_server(gone.id)
    pane.widget.freshness.look_again()
    assert not timer_runs(pane)
    assert len(lists(cloud)) == asked
    pane.widget.show()
    qtbot.waitUntil(lambda: gone.name not in pane.names())


def test_a_window_made_small_is_hidden_too(qtbot: QtBot, pane: Pane) -> None:
    pane.widget.showMinimized()
    qtbot.waitUntil(lambda: not timer_runs(pane) and not pane.loader.asks_for("prod"))
    assert not timer_runs(pane)
    pane.widget.showNormal()
    qtbot.waitUntil(lambda: timer_runs(pane))


def test_one_question_at_a_time(qtbot: QtBot, cloud: DemoCloud, pane: Pane) -> None:
    cloud.forget_requests()
    cloud.answer_next("GET", "changes-since", Answer(200, body=b'{"servers": []}', delay=0.5))
    begun = monotonic()
    qtbot.waitUntil(lambda: len(quiet_lists(cloud)) >= 2)
    assert monotonic() - begun > 0.5
    assert len(pane.names()) == 24


def test_nothing_is_asked_beside_a_refresh(qtbot: QtBot, cloud: DemoCloud, pane: Pane) -> None:
    qtbot.waitUntil(lambda: not pane.loader.asks_for("prod"))
    cloud.forget_requests()
    cloud.answer_next("GET", "limit=1000$", Answer(503, delay=0.5))
    load(qtbot, pane)
    assert [one.status for one in lists(cloud)] == [503]


def test_a_pause_the_cloud_asks_for_is_kept_and_not_spoken_of(
    qtbot: QtBot, cloud: DemoCloud, pane: Pane
) -> None:
    cloud.answer_next("GET", "changes-since", Answer(429, {"Retry-After": "1"}))
    with qtbot.waitSignal(pane.loader.settled, check_params_cb=lambda *settled: settled[2] is not None):
        pass
    asked, begun = len(lists(cloud)), monotonic()
    tries: list[str] = []
    pane.loader.settled.connect(lambda *settled: tries.append(settled[0]))
    assert not pane.widget.notices.subjects
    qtbot.waitUntil(lambda: bool(tries))
    assert len(lists(cloud)) == asked + 1
    assert monotonic() - begun > 0.9
    assert len(pane.names()) == 24


def test_away_and_back_again_by_itself(qtbot: QtBot, cloud: DemoCloud, pane: Pane) -> None:
    pane.widget.freshness.pace = FORGIVING
    cloud.stop_listening()
    qtbot.waitUntil(lambda: pane.widget.notices.subjects == {"refusal prod"})
    assert len(pane.names()) == 24
    cloud.start_listening()
    qtbot.waitUntil(lambda: not pane.widget.notices.subjects)
    assert age(pane) == "just now"


def test_a_first_list_that_was_refused_comes_by_itself(qtbot: QtBot, cloud: DemoCloud) -> None:
    cloud.stop_listening()
    with saved_pane(qtbot, cloud, pace=FORGIVING) as pane:
        load(qtbot, pane)
        assert "127.0.0.1" in pane.face_text()
        cloud.start_listening()
        qtbot.waitUntil(lambda: len(pane.names()) == 24)


def test_a_refused_password_is_not_tried_again_by_itself(qtbot: QtBot, cloud: DemoCloud) -> None:
    cloud.answer_next("POST", "/auth/tokens", Answer(401, body=b'{"error": {"message": "no"}}'))
    with saved_pane(qtbot, cloud, pace=BRISK) as pane:
        load(qtbot, pane)
        assert pane.loader.refusals
        assert not timer_runs(pane)


def test_refresh_takes_the_place_of_a_quiet_question(qtbot: QtBot, cloud: DemoCloud, pane: Pane) -> None:
    cloud.answer_next("GET", "changes-since", Answer(503, delay=1.0))
    qtbot.waitUntil(lambda: pane.loader.asks_for("prod"))
    pane.widget.refresh()
    assert pane.widget.bar.cancel_button.isVisible()
    qtbot.waitUntil(lambda: not pane.loader.loading)
    one_more_look(qtbot, cloud)
    assert not pane.widget.notices.subjects


def test_what_changed_while_a_long_list_was_read_is_not_taken_for_known() -> None:
    now, noon = Instant.now(), datetime(2026, 11, 24, 12, tzinfo=UTC)
    begun = Instant(now.wall - timedelta(seconds=90), now.monotonic - 90)
    asking = Asking("prod", quiet=False, begun=begun)
    assert asking.known_to is None
    asking.saw([server("a", updated=noon), server("b"), server("c", updated=noon - timedelta(days=1))])
    assert asking.known_to is not None
    assert noon - timedelta(seconds=95) < asking.known_to <= noon - timedelta(seconds=90)


def test_a_server_that_can_be_restored_leaves_where_the_whole_list_does_not_have_it(
    qtbot: QtBot, cloud: DemoCloud, pane: Pane
) -> None:
    deleted = active(pane)
    cloud.set_status(deleted.id, ServerStatus.SOFT_DELETED)
    qtbot.waitUntil(lambda: pane.listing.server(deleted.key) is None)


@pytest.mark.parametrize(
    ("seconds", "failures", "wanted", "pause"),
    [
        (0.1, 0, 0.0, 25.0),
        (4.0, 0, 0.0, 80.0),
        (0.1, 1, 0.0, 50.0),
        (0.1, 3, 0.0, 200.0),
        (0.1, 5000, 0.0, 600.0),
        (60.0, 4, 0.0, 1200.0),
        (0.1, 1, 30.0, 50.0),
        (0.1, 1, 900.0, 900.0),
    ],
)
def test_the_pace(seconds: float, failures: int, wanted: float, pause: float) -> None:
    assert Pace().pause(seconds, failures, wanted) == pause
