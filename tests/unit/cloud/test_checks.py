"""The steps a person sees when they test a connection."""

import pytest

from launcher.cloud.checks import CheckName, CheckState, CheckStep, check_connection
from launcher.cloud.connection import CloudConnection
from tests.unit.cloud.conftest import Connect
from tests.unit.cloud.replay import Asked, ReplayCloud, Reply

PASSED, FAILED, SKIPPED, RUNNING = (
    CheckState.PASSED,
    CheckState.FAILED,
    CheckState.SKIPPED,
    CheckState.RUNNING,
)


def ended(connection: CloudConnection) -> list[CheckStep]:
    return [step for step in check_connection(connection) if step.state is not RUNNING]


def good(asked: Asked) -> Reply:
    if asked.path == "/v2.1/":
        return Reply.recorded("200-nova-v21")
    if asked.path == "/v2.1/servers/detail":
        return Reply(200, {"servers": [{"id": "1", "name": "web-01"}]})
    return Reply(200, {"version": {"id": "v3.14"}})


def test_every_step_is_seen_to_begin_and_to_end(cloud: ReplayCloud, connect: Connect) -> None:
    cloud.script = good
    steps = list(check_connection(connect()))
    assert [(step.name, step.state) for step in steps] == [
        (name, state) for name in CheckName for state in (RUNNING, PASSED)
    ]
    assert [step.words for step in steps if step.state is PASSED] == [
        f"127.0.0.1:{cloud.port} answers.",
        "Logged in as alice, project demo.",
        f"The compute endpoint is {cloud.url}/v2.1.",
        "Nova speaks microversions up to 2.93.",
        "The first server is web-01.",
    ]


def test_a_step_begins_before_anything_is_asked(cloud: ReplayCloud, connect: Connect) -> None:
    cloud.script = good
    steps = check_connection(connect())
    first = next(steps)
    assert (first.name, first.state, first.words) == (CheckName.REACH, RUNNING, "Reach the identity service")
    assert cloud.asked == []


def test_a_project_without_servers_passes(cloud: ReplayCloud, connect: Connect) -> None:
    cloud.script = lambda asked: Reply(200, {"servers": []}) if "detail" in asked.path else good(asked)
    assert ended(connect())[-1].words == "The project has no servers yet."


def test_a_refused_password_fails_its_step_and_skips_the_rest(cloud: ReplayCloud, connect: Connect) -> None:
    cloud.script = good
    cloud.login = [Reply.recorded("401-bad-password")]
    steps = ended(connect())
    assert [step.state for step in steps] == [PASSED, FAILED, SKIPPED, SKIPPED, SKIPPED]
    failed = steps[1]
    assert failed.words == "The cloud refused the login of alice."
    assert failed.trouble is not None
    assert "enter the password again" in failed.trouble.next_step
    assert failed.trouble.cloud == "prod"


def test_a_host_that_cannot_be_found_fails_the_first_step(connect: Connect) -> None:
    auth = {"auth_url": "https://keystone.name.invalid/v3", "user_id": "6edb11479f2e4e9ba23c85593388d4fc"}
    steps = ended(connect(auth=auth))
    assert [step.state for step in steps] == [FAILED, SKIPPED, SKIPPED, SKIPPED, SKIPPED]
    assert steps[0].words == "The host name keystone.name.invalid cannot be found."


def test_a_profile_that_cannot_be_used_fails_the_first_step(connect: Connect) -> None:
    steps = ended(connect(auth={"auth_url": "https://keystone.example.com", "tenant": "x"}))
    assert steps[0].state is FAILED
    assert "tenant under auth" in steps[0].words


@pytest.mark.parametrize(
    ("fields", "words"),
    [({"region_name": "eu-nl"}, "no public compute endpoint in region eu-nl")],
)
def test_a_wrong_region_fails_the_third_step(
    cloud: ReplayCloud, connect: Connect, fields: dict[str, str], words: str
) -> None:
    cloud.script = good
    steps = ended(connect(**fields))
    assert [step.state for step in steps] == [PASSED, PASSED, FAILED, SKIPPED, SKIPPED]
    assert words in steps[2].words


def test_a_login_for_no_project_fails_the_second_step(cloud: ReplayCloud, connect: Connect) -> None:
    cloud.script = good
    cloud.login = [cloud.logged_in(project=None)]
    steps = ended(connect())
    assert [step.state for step in steps] == [PASSED, FAILED, SKIPPED, SKIPPED, SKIPPED]
    assert "for no project" in steps[1].words


def test_where_nobody_logs_in(cloud: ReplayCloud, connect: Connect) -> None:
    cloud.script = good
    connection = connect(auth_type="none", auth={"endpoint": f"{cloud.url}/v2.1"}, secret=None)
    steps = ended(connection)
    assert {step.state for step in steps} == {PASSED}
    assert steps[1].words == "There is no identity service to log in to."
