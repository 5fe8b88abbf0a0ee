"""What each way to log in wants to be told, and profiles that tell it wrong."""

import subprocess
import sys
from contextlib import suppress
from typing import Any

import pytest

from launcher.cloud.auth import (
    auth_options,
    auth_types,
    chosen_methods,
    factor_types,
    secret_option,
    secret_options,
    wants_code,
)
from launcher.cloud.auth_plugins import load_plugin
from launcher.model.errors import PortholeError, ProfileError, SecretMissingError
from launcher.model.profile import Profile
from launcher.model.secrets import MAIN, packed

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
    assert auth_types()[:5] == ("v3password", "v3applicationcredential", "aksk", "v3token", "v3totp")
    assert "http_basic" in auth_types()
    assert len(set(auth_types())) == len(auth_types())


@pytest.mark.parametrize(
    ("auth_type", "option"),
    [
        ("v3password", "password"),
        ("password", "password"),
        ("v3applicationcredential", "application_credential_secret"),
        ("v3token", "token"),
        ("v3totp", None),
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
    error = refused(SecretMissingError, secret, auth_type="v3token", auth={"auth_url": AUTH["auth_url"]})
    assert error.trouble.what == "There is no token for prod yet."


OIDC = {
    "auth_url": "https://keystone.example.com/v3",
    "username": "alice",
    "identity_provider": "corp",
    "protocol": "openid",
    "client_id": "porthole",
    "access_token_endpoint": "https://corp.example.com/token",
}


@pytest.mark.parametrize(("client_secret", "sent"), [("the client's", "the client's"), ("", None)])
def test_two_secrets_each_go_where_they_belong(client_secret: str, sent: str | None) -> None:
    assert [option.name for option in secret_options("v3oidcpassword")] == ["password", "client_secret"]
    secret = packed({MAIN: "mine", "client_secret": client_secret})
    plugin: Any = load_plugin(Profile(id="1", name="prod", auth_type="v3oidcpassword", auth=OIDC), secret)
    assert (plugin.password, plugin.client_secret) == ("mine", sent)
    assert plugin.scope == "openid profile"


def test_a_client_secret_in_the_file_is_refused_too() -> None:
    error = refused(ProfileError, auth_type="v3oidcpassword", auth={**OIDC, "client_secret": "hunter2"})
    assert "holds its client secret in the clear" in error.trouble.what
    assert "hunter2" not in repr(error.trouble)


def test_several_factors_have_the_options_of_each() -> None:
    auth = {**AUTH, "auth_methods": "v3password, v3totp"}
    profile = Profile(id="1", name="prod", auth_type="v3multifactor", auth=auth)
    assert chosen_methods(auth) == ("v3password", "v3totp")
    assert [option.name for option in secret_options("v3multifactor", chosen_methods(auth))] == ["password"]
    assert wants_code(profile)
    plugin: Any = load_plugin(profile, SECRET, "123456")
    password, totp = plugin.auth_methods
    assert (password.username, password.password, totp.passcode) == ("alice", SECRET, "123456")


def test_several_factors_of_one_profile_leave_no_trace_in_the_next() -> None:
    both = Profile(
        id="1", name="prod", auth_type="v3multifactor", auth={**AUTH, "auth_methods": "v3password,v3totp"}
    )
    load_plugin(both, SECRET)
    assert {option.name for option in auth_options("v3multifactor", ("v3token",))} >= {
        "token",
        "auth_methods",
    }
    assert "password" not in {option.name for option in auth_options("v3multifactor", ("v3token",))}


def test_a_method_that_cannot_be_one_of_several_is_named_with_those_that_can() -> None:
    auth = {"auth_url": AUTH["auth_url"], "auth_methods": "v3password, v3oidcpassword"}
    error = refused(ProfileError, auth_type="v3multifactor", auth=auth)
    assert "has v3oidcpassword among its auth_methods" in error.trouble.what
    assert "v3totp" in error.trouble.next_step
    assert factor_types()[:2] == ("v3password", "v3applicationcredential")


def test_an_older_name_of_an_option_will_do() -> None:
    auth = {"auth_url": AUTH["auth_url"], "user_name": "alice", "tenant_name": "demo"}
    plugin: Any = load_plugin(Profile(id="1", name="prod", auth_type="password", auth=auth), SECRET)
    assert (plugin._username, plugin._project_name) == ("alice", "demo")


def test_a_number_is_given_as_one_and_words_in_its_place_are_told() -> None:
    auth = {"auth_url": AUTH["auth_url"], "identity_provider": "corp", "protocol": "openid"}
    plugin: Any = load_plugin(
        Profile(id="1", name="prod", auth_type="v3websso", auth={**auth, "redirect_port": "9991"}), None
    )
    assert (plugin.redirect_port, plugin.redirect_host) == (9991, "localhost")
    error = refused(ProfileError, auth_type="v3websso", auth={**auth, "redirect_port": "high"})
    assert error.trouble.what == "The profile prod has redirect_port = high, which must be a whole number."


@pytest.mark.parametrize("auth_type", auth_types())
def test_every_way_filled_in_whole_is_built(auth_type: str) -> None:
    methods = ("v3password", "v3totp") if auth_type == "v3multifactor" else ()
    secrets = secret_options(auth_type, methods)
    auth = {option.name: "7" for option in auth_options(auth_type, methods) if not option.secret}
    auth |= {
        name: "https://cloud.example.com/v3" for name in auth if "endpoint" in name or name == "auth_url"
    }
    if methods:
        auth["auth_methods"] = ", ".join(methods)
    kept = packed({MAIN: SECRET} | {option.name: SECRET for option in secrets[1:]}) if secrets else None
    assert load_plugin(Profile(id="1", name="prod", auth_type=auth_type, auth=auth), kept) is not None


@pytest.mark.parametrize("secret", [None, SECRET])
@pytest.mark.parametrize("auth_type", auth_types())
def test_every_way_left_empty_says_what_it_lacks_in_plain_words(auth_type: str, secret: str | None) -> None:
    try:
        load_plugin(Profile(id="1", name="prod", auth_type=auth_type), secret)
    except (ProfileError, SecretMissingError) as error:
        said = f"{error.trouble.what} {error.trouble.next_step} {error.trouble.details}"
        assert "__init__" not in said
        assert "argument" not in said
        assert "NoneType" not in said


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
