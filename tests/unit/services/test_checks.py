"""Trying a profile from the editor: with what stands there, saved or not."""

from collections.abc import Iterator

import pytest

from launcher.demo.cloud import DemoCloud
from launcher.model.errors import ProfileError, SecretError
from launcher.model.profile import Profile
from launcher.services.checks import CheckName, CheckState, CheckStep, try_connection
from launcher.services.profiles import NewSecret, ProfileBook
from launcher.storage.profiles import ProfileFile
from launcher.storage.secrets import Secrets
from tests.unit.services.parts import profile_for

PASSED, FAILED, SKIPPED = CheckState.PASSED, CheckState.FAILED, CheckState.SKIPPED


@pytest.fixture
def book() -> ProfileBook:
    return ProfileBook(ProfileFile(), Secrets())


def ended(steps: Iterator[CheckStep]) -> dict[CheckName, CheckStep]:
    return {step.name: step for step in steps if step.state is not CheckState.RUNNING}


def states(steps: dict[CheckName, CheckStep]) -> list[CheckState]:
    return [step.state for step in steps.values()]


def test_an_unsaved_profile_is_tried_with_the_secret_just_typed(cloud: DemoCloud, book: ProfileBook) -> None:
    steps = ended(try_connection(book, profile_for(cloud), NewSecret(cloud.access.password)))
    assert states(steps) == [PASSED] * 5
    assert steps[CheckName.LIST].words == "The first server is bastion."
    assert book.profiles == ()


def test_each_step_is_told_when_it_begins(cloud: DemoCloud, book: ProfileBook) -> None:
    steps = list(try_connection(book, profile_for(cloud), NewSecret(cloud.access.password)))
    assert [step.name for step in steps[::2]] == list(CheckName)
    assert {step.state for step in steps[::2]} == {CheckState.RUNNING}


def test_without_a_typed_secret_the_kept_one_is_taken(cloud: DemoCloud, book: ProfileBook) -> None:
    profile = profile_for(cloud)
    book.add_guest(profile, cloud.access.password)
    assert states(ended(try_connection(book, profile, None))) == [PASSED] * 5


def test_a_typed_secret_goes_before_the_kept_one(cloud: DemoCloud, book: ProfileBook) -> None:
    profile = profile_for(cloud)
    book.add_guest(profile, cloud.access.password)
    steps = ended(try_connection(book, profile, NewSecret("mistyped")))
    assert states(steps) == [PASSED, FAILED, SKIPPED, SKIPPED, SKIPPED]
    trouble = steps[CheckName.AUTHENTICATE].trouble
    assert trouble is not None
    assert trouble.next_step
    assert "mistyped" not in repr(steps)


def test_where_there_is_no_secret_nothing_is_tried(cloud: DemoCloud, book: ProfileBook) -> None:
    cloud.forget_requests()
    with pytest.raises(SecretError):
        next(try_connection(book, profile_for(cloud), None))
    assert cloud.requests == ()


def test_a_login_without_a_secret_asks_for_none(cloud: DemoCloud, book: ProfileBook) -> None:
    profile = Profile(id="open", name="open", auth_type="none", compute_endpoint_override=cloud.compute_url)
    assert CheckName.AUTHENTICATE in ended(try_connection(book, profile, None))


def test_an_unheard_of_login_is_told(cloud: DemoCloud, book: ProfileBook) -> None:
    with pytest.raises(ProfileError):
        next(try_connection(book, profile_for(cloud, auth_type="v9telepathy"), None))


def test_giving_up_half_way_leaves_no_connection(cloud: DemoCloud, book: ProfileBook) -> None:
    steps = try_connection(book, profile_for(cloud), NewSecret(cloud.access.password))
    next(steps)
    steps.close()
    assert list(steps) == []
