"""Lists of servers, page by page, and how their failures are told."""

import pytest

from launcher.demo.cloud import DemoCloud
from launcher.demo.options import DemoOptions
from launcher.demo.web.record import Answer
from launcher.model.errors import CloudFaultError, CloudUnreachableError, ProfileError
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
