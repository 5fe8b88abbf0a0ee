"""What of a server's changes is news."""

import msgspec
import pytest

from launcher.model.server import Server, ServerKey, ServerStatus
from launcher.services.watching import News, Watch, WatchPace, is_under_way

KEY = ServerKey("prod", "1")
S = ServerStatus


def server(status: ServerStatus, task: str = "") -> Server:
    return Server(*KEY, "web-01", status, task)


def told(*seen: Server) -> list[ServerStatus]:
    watch = Watch(KEY)
    news = [watch.see(one) for one in seen]
    return [one.server.status for one in news if one]


def test_how_a_server_is_at_first_is_no_news():
    assert told(server(S.ACTIVE)) == []
    assert told(server(S.ACTIVE), server(S.ACTIVE)) == []
    assert told(server(S.ERROR)) == []


@pytest.mark.parametrize("status", [S.SHUTOFF, S.ERROR, S.PAUSED, S.RESCUE])
def test_another_status_is_news_once(status):
    assert told(server(S.ACTIVE), server(status), server(status)) == [status]


def test_what_a_server_passes_through_is_no_news_and_where_it_comes_to_is():
    steps = [server(S.BUILD, "scheduling"), server(S.BUILD, "spawning"), server(S.ACTIVE), server(S.ACTIVE)]
    assert told(*steps) == [S.ACTIVE]
    assert told(*steps[:2], server(S.ERROR, "spawning")) == [S.ERROR]
    assert told(server(S.ACTIVE), server(S.REBOOT, "rebooting"), server(S.ACTIVE)) == [S.ACTIVE]
    assert told(server(S.ACTIVE), server(S.ACTIVE, "powering-off"), server(S.SHUTOFF)) == [S.SHUTOFF]


def test_a_backup_at_night_is_no_news():
    assert told(server(S.ACTIVE), server(S.ACTIVE, "image_snapshot"), server(S.ACTIVE)) == []


def test_another_name_is_no_news():
    renamed = msgspec.structs.replace(server(S.ACTIVE), name="web-02")
    assert told(server(S.ACTIVE), renamed) == []
    watch = Watch(KEY)
    watch.see(server(S.ACTIVE))
    watch.see(renamed)
    assert watch.see(server(S.ERROR)) == News(server(S.ERROR))


def test_until_it_is_seen_it_has_the_name_it_had():
    assert Watch(KEY, "web-01").server.name == "web-01"
    assert Watch(KEY).server.name == "1"
    assert is_under_way(Watch(KEY).server)


def test_the_longer_nothing_happens_the_less_it_is_asked_for():
    pace = WatchPace()
    assert pace.pause(0, 0, 1) == 20
    assert [pace.pause(quiet, 0, 1) for quiet in (1, 2, 9, 10_000)] == [30, 45, 120, 120]


def test_a_cloud_that_does_not_answer_or_wants_a_pause_is_left_alone():
    pace = WatchPace()
    assert [pace.pause(0, failures, 1) for failures in (1, 2, 10_000)] == [40, 80, 600]
    assert pace.pause(0, 1, 1, wanted=333) == 333


def test_many_watched_servers_share_the_requests():
    assert WatchPace().pause(0, 0, 500) == 1000
