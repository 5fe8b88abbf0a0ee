"""Lists of servers, page by page, and how their failures are told."""

from datetime import UTC, datetime, timedelta

import pytest

from launcher.demo.cloud import DemoCloud
from launcher.demo.options import DemoOptions
from launcher.demo.web.record import Answer
from launcher.model.errors import CloudFaultError, CloudUnreachableError, ProfileError
from launcher.model.server import Server, ServerStatus
from launcher.services.directory import OVERLAP, newest_update
from launcher.services.profiles import NewSecret
from launcher.storage import paths
from tests.unit.services.parts import Services, profile_for, services_for


@pytest.fixture
def cloud():
    with DemoCloud(DemoOptions(page_limit=10)) as running:
        yield running


@pytest.fixture
def services(cloud: DemoCloud):
    made = services_for(profile_for(cloud), cloud.access.password)
    yield made
    made.connections.close()


def test_pages_come_one_by_one_with_the_profile_in_every_key(cloud: DemoCloud, services: Services) -> None:
    pages = services.directory.pages("prod", lambda: False)
    first = next(pages)
    assert len([one for one in cloud.requests if one.path.endswith("/servers/detail")]) == 1
    assert len(first) == 10
    assert [len(page) for page in pages] == [10, 4]
    assert {server.profile_id for server in first} == {"prod"}


def test_a_cancelled_list_asks_no_further(cloud: DemoCloud, services: Services) -> None:
    asked = iter([False, False, True])
    assert len(list(services.directory.pages("prod", lambda: next(asked)))) == 2
    assert len([one for one in cloud.requests if one.path.endswith("/servers/detail")]) == 2


def test_a_failure_on_the_way_names_the_profile_and_what_came_stays(
    cloud: DemoCloud, services: Services
) -> None:
    cloud.answer_next("GET", "marker=", Answer(500, body=b"oops"))
    pages = services.directory.pages("prod", lambda: False)
    assert len(next(pages)) == 10
    with pytest.raises(CloudFaultError) as caught:
        next(pages)
    assert caught.value.trouble.cloud == "prod"


def test_a_cloud_that_is_away_is_named(cloud: DemoCloud, services: Services) -> None:
    cloud.stop_listening()
    with pytest.raises(CloudUnreachableError) as caught:
        next(services.directory.pages("prod", lambda: False))
    assert caught.value.trouble.cloud == "prod"
    assert caught.value.trouble.next_step


def test_a_profile_that_was_removed_is_told(services: Services) -> None:
    services.book.remove("prod")
    with pytest.raises(ProfileError, match="no longer there"):
        next(services.directory.pages("prod", lambda: False))


def test_changes_alone_come_with_the_deleted_ones_among_them(cloud: DemoCloud, services: Services) -> None:
    since = newest_update(services.servers().values())
    assert since is not None
    machine, gone = cloud.servers()[:2]
    cloud.set_status(machine.id, ServerStatus.PAUSED)
    cloud.delete_server(gone.id)
    changes = services.directory.changes("prod", since + OVERLAP, lambda: False)
    found = {server.id: server.status for server in changes.servers}
    assert not changes.are_all
    assert found[machine.id] is ServerStatus.PAUSED
    assert found[gone.id] is ServerStatus.DELETED
    assert len(found) < len(cloud.servers())


def test_the_clouds_own_clock_is_the_newest_that_its_servers_tell() -> None:
    noon = datetime(2026, 11, 24, 12, tzinfo=UTC)
    told = [noon, None, noon + timedelta(hours=1)]
    servers = [Server("prod", str(one), "web", ServerStatus.ACTIVE, updated=one) for one in told]
    assert newest_update(servers) == noon + timedelta(hours=1)
    assert newest_update([]) is None


@pytest.fixture
def saved(cloud: DemoCloud, services: Services) -> Services:
    """Services for a profile that stands in the file."""
    secret = NewSecret(cloud.access.password, remember=False)
    services.book.save(profile_for(cloud, id="saved", name="saved"), secret)
    return services


def test_a_whole_list_is_kept_for_the_next_start(saved: Services) -> None:
    assert saved.directory.cached("saved") is None
    servers = saved.servers("saved")
    kept = saved.directory.cached("saved")
    assert kept is not None
    assert set(kept.servers) == set(servers.values())
    saved.directory.forget("saved")
    assert saved.directory.cached("saved") is None


def test_half_a_list_is_not_kept(cloud: DemoCloud, saved: Services) -> None:
    asked = iter([False, True, True])
    assert len(list(saved.directory.pages("saved", lambda: next(asked)))) == 1
    cloud.answer_next("GET", "marker=", Answer(500, body=b"oops"))
    with pytest.raises(CloudFaultError):
        saved.servers("saved")
    assert saved.directory.cached("saved") is None


def test_the_demos_list_is_never_kept(services: Services) -> None:
    services.servers()
    assert services.directory.cached("prod") is None
    assert not paths.cache_dir().exists()


def test_the_list_of_a_profile_that_is_no_longer_there_goes(saved: Services) -> None:
    saved.servers("saved")
    saved.directory.forget_strangers()
    assert saved.directory.cached("saved") is not None
    saved.book.remove("saved")
    saved.directory.forget_strangers()
    assert list(paths.lists_dir().iterdir()) == []
