"""What becomes of the clouds in real files, by the real openstacksdk."""

from pathlib import Path

import pytest

from launcher.cloud.imports import read_candidates
from launcher.model.secrets import MAIN, unpacked
from tests.unit.cloud.import_files import KEYSTONE, PASSWORD, cloud, read


@pytest.fixture(autouse=True)
def no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OS_AUTH_URL", "OS_USERNAME", "OS_PASSWORD", "OS_PROJECT_NAME", "OS_REGION_NAME"):
        monkeypatch.delenv(name, raising=False)


def test_a_cloud_becomes_a_profile_and_a_secret(tmp_path: Path) -> None:
    text = cloud(f"""{PASSWORD}
  password: "p{{a}}ss"
region_name: eu-de
interface: internal
cacert: /etc/ssl/certs
verify: false
compute_endpoint_override: https://nova.example/v2.1
identity_endpoint_override: https://iam.example/other
""")
    (one,) = read(tmp_path, text).values()
    profile = one.profile
    assert profile is not None
    assert profile.auth_type == "password"
    assert profile.auth == {
        "auth_url": KEYSTONE,
        "username": "ada",
        "user_domain_name": "Default",
        "project_name": "web",
    }
    assert (profile.name, profile.region_name, profile.interface) == ("prod", "eu-de", "internal")
    assert (profile.cacert, profile.verify) == ("/etc/ssl/certs", False)
    assert profile.compute_endpoint_override == "https://nova.example/v2.1"
    assert profile.identity_endpoint_override == "https://iam.example/other"
    assert one.secret == "p{a}ss"
    assert one.secret not in repr(one)


def test_the_secret_may_stand_in_a_file_of_its_own(tmp_path: Path) -> None:
    secure = cloud("auth: {password: hunter2}") + "  other:\n    auth: {password: x}\n"
    found = read(tmp_path, cloud(PASSWORD), secure, names=("prod",))
    assert list(found) == ["prod"]
    assert found["prod"].secret == "hunter2"
    assert found["prod"].notes == found["prod"].problems == ()


def test_without_a_secret_it_is_asked_for(tmp_path: Path) -> None:
    one = read(tmp_path, cloud(PASSWORD))["prod"]
    assert one.secret is None
    assert one.problems == ()
    assert one.notes == ("No password is there: Porthole asks for it.",)


@pytest.mark.parametrize("regions", ["region_name: [eu-de, eu-nl]", "regions: [eu-de, {name: eu-nl}]"])
def test_several_regions_are_several_profiles(tmp_path: Path, regions: str) -> None:
    found = read(tmp_path, cloud(f"{PASSWORD}\n{regions}"))
    assert [one.profile and one.profile.region_name for one in found.values()] == ["eu-de", "eu-nl"]
    assert list(found) == ["prod eu-de", "prod eu-nl"]


def test_a_region_has_values_of_its_own(tmp_path: Path) -> None:
    lines = f"{PASSWORD}\nregions: [{{name: eu-nl, values: {{interface: admin}}}}]"
    profile = read(tmp_path, cloud(lines))["prod"].profile
    assert profile is not None
    assert (profile.region_name, profile.interface) == ("eu-nl", "admin")


def test_what_stands_beside_auth_belongs_into_it(tmp_path: Path) -> None:
    lines = f"""
auth_type: v3applicationcredential
auth_url: {KEYSTONE}
application_credential_id: abc
application_credential_secret: "s{{3}}cret"
"""
    one = read(tmp_path, cloud(lines))["prod"]
    assert one.profile is not None
    assert one.profile.auth == {"auth_url": KEYSTONE, "application_credential_id": "abc"}
    assert one.secret == "s{3}cret"
    assert one.notes == one.problems == ()


def test_an_unknown_way_to_log_in_is_told_and_cannot_be_imported(tmp_path: Path) -> None:
    one = read(tmp_path, cloud(f"auth_type: rackspace_apikey\nauth: {{auth_url: {KEYSTONE}}}"))["prod"]
    assert one.profile is None
    assert one.problems == ("There is no way to log in that is called rackspace_apikey.",)


def test_what_is_missing_is_told_and_can_be_added_later(tmp_path: Path) -> None:
    one = read(tmp_path, cloud("auth: {username: ada}"))["prod"]
    assert one.profile is not None
    assert one.problems == ("It lacks auth_url, which password needs. Add it.",)
    assert "No project is named; without one many clouds show no servers." in one.notes


def test_what_cannot_be_carried_over_is_told(tmp_path: Path) -> None:
    lines = f"""
auth_type: v3oidcpassword
auth:
  auth_url: {KEYSTONE}
  identity_provider: idp
  protocol: openid
  client_id: porthole
  client_secret: first
  discovery_endpoint: https://idp.example/.well-known
  username: ada
  password: second
  project_name: web
  project_domain_name: Default
  colour: blue
cert: /home/ada/client.pem
cacert: /nowhere/ca.pem
"""
    one = read(tmp_path, cloud(lines))["prod"]
    assert one.profile is not None
    assert unpacked(one.secret) == {MAIN: "second", "client_secret": "first"}
    assert "first" not in repr(one.profile) + repr(one)
    assert one.problems == (
        "Its CA file /nowhere/ca.pem is not there.",
        "Its client certificate /home/ada/client.pem is not there.",
    )
    assert one.notes == ("colour is left out: v3oidcpassword does not use it.",)


def test_a_one_time_passcode_is_not_kept(tmp_path: Path) -> None:
    one = read(tmp_path, cloud(f"auth_type: v3totp{PASSWORD}  passcode: '123456'"))["prod"]
    assert one.secret is None
    assert one.notes == ("It logs in with a one-time code: Porthole asks for it at each login.",)


def test_several_factors_are_carried_over(tmp_path: Path) -> None:
    lines = f"""
auth_type: v3multifactor
auth:
  auth_url: {KEYSTONE}
  auth_methods: [v3password, v3totp]
  username: ada
  user_domain_name: Default
  password: second
  project_name: web
  project_domain_name: Default
"""
    one = read(tmp_path, cloud(lines))["prod"]
    assert one.profile is not None
    assert one.problems == ()
    assert one.secret == "second"
    assert one.profile.auth["auth_methods"] == "v3password, v3totp"


def test_an_older_name_of_an_option_becomes_todays(tmp_path: Path) -> None:
    lines = f"auth_type: v3oidcpassword\nauth: {{auth_url: '{KEYSTONE}', openid_scope: openid}}"
    one = read(tmp_path, cloud(lines))["prod"]
    assert one.profile is not None
    assert one.profile.auth["scope"] == "openid"


def test_a_number_is_taken_as_text_and_a_truth_is_not(tmp_path: Path) -> None:
    assert read(tmp_path, cloud(f"{PASSWORD}\n  password: 4711"))["prod"].secret == "4711"
    one = read(tmp_path, cloud(f"{PASSWORD}\n  password: yes"))["prod"]
    assert one.problems == ("password is no text. Put it into quotes.",)


@pytest.mark.parametrize(
    "lines",
    [
        "[1, 2]",
        "auth: [1]",
        "auth: {auth_url: 'https://{nothing}/v3', password: hunter2}",
        "regions: [{eu: hunter2}]",
        "description: '{'",
    ],
)
def test_an_entry_of_another_shape_is_told_and_the_others_work(tmp_path: Path, lines: str) -> None:
    text = cloud(lines, "odd") + cloud(PASSWORD).removeprefix("clouds:\n")
    found = read(tmp_path, text)
    assert found["odd"].profile is None
    assert "not as clouds.yaml wants it" in found["odd"].problems[0]
    assert "hunter2" not in repr(found["odd"])
    assert found["prod"].profile is not None


def test_blanks_are_left_out(tmp_path: Path) -> None:
    one = read(tmp_path, cloud(f"region_name:\ninterface:\n{PASSWORD}"))["prod"]
    assert one.profile is not None
    assert (one.profile.region_name, one.profile.interface) == ("", "public")


def test_an_unknown_interface_is_told(tmp_path: Path) -> None:
    one = read(tmp_path, cloud(f"interface: sideways\n{PASSWORD}"))["prod"]
    assert one.profile is not None
    assert one.profile.interface == "public"
    assert "There is no interface called sideways; public is used." in one.notes


def test_a_file_and_its_secrets_that_do_not_fit_together_are_told(tmp_path: Path) -> None:
    found = read(tmp_path, "clouds:\n  prod:\n", cloud("auth: {password: x}"), names=("prod",))
    assert found["prod"].profile is None


def test_the_variables_are_a_cloud_and_name_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "clouds.yaml"
    file.write_text(cloud(PASSWORD))
    variables = {
        "OS_AUTH_URL": KEYSTONE,
        "OS_USERNAME": "ada",
        "OS_PASSWORD": "p{a}ss",
        "OS_USER_DOMAIN_NAME": "Default",
        "OS_PROJECT_NAME": "web",
        "OS_REGION_NAME": "eu-de",
        "OS_ENDPOINT_TYPE": "internalURL",
        "OS_INSECURE": "true",
        "OS_CLOUD": "prod",
        "OS_CLIENT_CONFIG_FILE": str(file),
    }
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    (one,) = read_candidates(None)
    assert one.profile is not None
    assert one.profile.auth["username"] == "ada"
    assert (one.profile.region_name, one.profile.interface) == ("eu-de", "internal")
    assert not one.profile.verify
    assert one.secret == "p{a}ss"


def test_no_variables_are_no_cloud() -> None:
    assert read_candidates(None) == ()
