"""What each way to log in wants to be told, and profiles that tell it wrong."""

import subprocess
import sys
from contextlib import suppress

import pytest

from launcher.cloud.auth import auth_options, auth_types, load_plugin, secret_option
from launcher.model.errors import PortholeError, ProfileError, SecretMissingError
from launcher.model.profile import Profile

SECRET = "correct horse"
AUTH = {
    "auth_url": "https://keystone.example.com/v3",
    "username": "alice",
    "user_domain_name": "Default",
    "project_id": "8cded20fb31242ea89cb4701c4506bc9",
}


def refused(kind: type[PortholeError], secret: str | None = SECRET, **fields: object) -> PortholeError:
    with pytest.raises(kind) as caught:
        load_plugin(Profile(**{"id": "1", "name": "prod", "auth": AUTH, **fields}), secret)
    return caught.value


def test_the_common_ways_come_first() -> None:
    assert auth_types()[:4] == ("v3password", "v3applicationcredential", "v3token", "v3totp")
    assert "http_basic" in auth_types()
    assert len(set(auth_types())) == len(auth_types())


@pytest.mark.parametrize(
    ("auth_type", "option"),
    [
        ("v3password", "password"),
        ("password", "password"),
        ("v3applicationcredential", "application_credential_secret"),
        ("v3token", "token"),
        ("v3totp", "passcode"),
        ("v3oidcpassword", "password"),
        ("v3oidcclientcredentials", "client_secret"),
        ("v3tokenlessauth", None),
        ("none", None),
    ],
)
def test_where_the_secret_goes(auth_type: str, option: str | None) -> None:
    assert secret_option(auth_type) == option


def test_every_way_can_be_asked_what_it_wants() -> None:
    for auth_type in auth_types():
        assert auth_options(auth_type)
        secret_option(auth_type)


def test_an_option_as_the_editor_shows_it() -> None:
    options = {option.name: option for option in auth_options("v3applicationcredential")}
    assert options["auth_url"].label == "Auth URL"
    assert options["project_domain_id"].label == "Project domain ID"
    assert options["application_credential_secret"].label == "Application credential secret"
    assert options["application_credential_secret"].secret
    assert options["application_credential_secret"].required
    assert not options["project_name"].required
    assert options["project_name"].help


def test_a_way_that_does_not_exist_names_those_that_do() -> None:
    error = refused(ProfileError, auth_type="v3magic")
    assert error.trouble.what == "There is no way to log in that is called v3magic."
    assert "v3password" in error.trouble.next_step


def test_an_unknown_option_is_named_with_those_that_are_known() -> None:
    error = refused(ProfileError, auth={**AUTH, "tenant": "demo"})
    assert "tenant under auth, which v3password does not know" in error.trouble.what
    assert "project_name" in error.trouble.next_step


@pytest.mark.parametrize("auth", [{"username": "alice"}, {"username": "alice", "auth_url": ""}])
def test_a_missing_option_is_named(auth: dict[str, str]) -> None:
    error = refused(ProfileError, auth=auth)
    assert "lacks auth_url, which v3password needs" in error.trouble.what


@pytest.mark.parametrize(
    ("auth", "step"),
    [
        ({"username": "alice"}, "either a user_domain_id or user_domain_name"),
        ({"project_name": "demo"}, "either a project_domain_id or project_domain_name"),
    ],
)
def test_a_missing_domain_is_named(auth: dict[str, str], step: str) -> None:
    error = refused(ProfileError, auth={"auth_url": "https://keystone.example.com/v3", **auth})
    assert error.trouble.what == "The profile prod does not say all that v3password needs."
    assert step in error.trouble.next_step


@pytest.mark.parametrize("auth_url", ["keystone.example.com/v3", "ftp://keystone.example.com"])
def test_an_auth_url_that_is_no_web_address_is_named(auth_url: str) -> None:
    error = refused(ProfileError, auth={**AUTH, "auth_url": auth_url})
    assert auth_url in error.trouble.what
    assert error.trouble.next_step == "Write it as https://host:port/v3."


def test_a_password_in_the_file_is_refused_and_not_repeated() -> None:
    error = refused(ProfileError, auth={**AUTH, "password": "hunter2"})
    assert "holds its password in the clear" in error.trouble.what
    assert "keyring" in error.trouble.next_step
    assert "hunter2" not in repr(error.trouble)


@pytest.mark.parametrize("secret", [None, ""])
def test_a_missing_secret_is_named_as_its_way_calls_it(secret: str | None) -> None:
    assert refused(SecretMissingError, secret).trouble.what == "There is no password for prod yet."
    error = refused(SecretMissingError, secret, auth_type="v3totp")
    assert error.trouble.what == "There is no passcode for prod yet."


def test_a_client_secret_beside_the_persons_may_stand_in_the_profile() -> None:
    auth = {
        "auth_url": "https://keystone.example.com/v3",
        "username": "alice",
        "identity_provider": "corp",
        "protocol": "openid",
        "client_id": "porthole",
        "client_secret": "public-client",
        "access_token_endpoint": "https://corp.example.com/token",
    }
    profile = Profile(id="1", name="prod", auth_type="v3oidcpassword", auth=auth)
    assert load_plugin(profile, "pw") is not None


@pytest.mark.parametrize("auth_type", auth_types())
def test_a_half_filled_profile_of_any_way_is_a_problem_of_the_profile_at_most(auth_type: str) -> None:
    options = {
        option.name: "x" for option in auth_options(auth_type) if option.required and not option.secret
    }
    auth = options | ({"auth_url": AUTH["auth_url"]} if "auth_url" in options else {})
    with suppress(ProfileError):
        assert load_plugin(Profile(id="1", name="prod", auth_type=auth_type, auth=auth), SECRET)


def test_no_network_library_is_imported_before_it_is_needed() -> None:
    modules = "auth, checks, connection, remote_consoles, servers"
    program = f"import sys; from launcher.cloud import {modules}; print(*sys.modules)"
    printed = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    loaded = set(printed.stdout.split())
    assert loaded.isdisjoint({"requests", "keystoneauth1", "truststore", "urllib3"})
