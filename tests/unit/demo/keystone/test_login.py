"""Who gets a token, for what, and for how long."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from launcher.demo.keystone import tokens

DEFAULT = {"name": "Default"}


@pytest.fixture
def log_in(shared_cloud, make_client):
    """Ask for a token with these methods; returns the answer."""
    client = make_client(shared_cloud)
    client.headers.pop("X-Auth-Token")

    def ask(*, scope: Any = None, **methods: Any) -> Any:
        auth = {"identity": {"methods": list(methods), **methods}}
        if scope is not None:
            auth["scope"] = scope
        return client.post(f"{shared_cloud.auth_url}/auth/tokens", json={"auth": auth})

    return ask


@pytest.fixture
def operator(shared_cloud):
    return shared_cloud.operator


def user(account, **proof):
    return {"user": {"name": account.name, "domain": DEFAULT} | proof}


def project(name, domain=DEFAULT):
    return {"project": {"name": name, "domain": domain}}


PRODUCTION = project("production")


def test_a_password_opens_a_project(log_in, operator, shared_cloud, recorded):
    answer = log_in(password=user(operator, password=operator.password), scope=PRODUCTION)
    assert answer.status_code == 201
    token, real = answer.json()["token"], recorded("ok-auth")["body"]["token"]
    assert token.keys() == real.keys()
    assert token["methods"] == ["password"]
    assert token["user"]["name"] == operator.name
    assert token["project"]["name"] == "production"
    assert [role["name"] for role in token["roles"]] == ["reader", "member"]
    endpoints = {service["type"]: service["endpoints"] for service in token["catalog"]}
    assert {one["interface"] for one in endpoints["compute"]} == {"public", "internal", "admin"}
    assert {one["url"] for one in endpoints["compute"]} == {shared_cloud.compute_url}
    assert answer.headers["X-Subject-Token"]


def test_a_user_and_a_project_may_be_given_by_id(log_in, operator):
    known = log_in(password=user(operator, password=operator.password), scope=PRODUCTION).json()["token"]
    answer = log_in(
        password={"user": {"id": operator.id, "password": operator.password}},
        scope={"project": {"id": known["project"]["id"]}},
    )
    assert answer.json()["token"]["project"] == known["project"]


def test_a_passcode_will_do_alone_or_with_the_password(log_in, operator):
    passcode = user(operator, passcode=operator.passcode)
    password = user(operator, password=operator.password)
    assert log_in(totp=passcode, scope=PRODUCTION).status_code == 201
    both = log_in(password=password, totp=passcode, scope=PRODUCTION)
    assert both.json()["token"]["methods"] == ["password", "totp"]


def test_an_application_credential_has_its_project_with_it(log_in, shared_cloud, recorded):
    credential = shared_cloud.application_credential
    answer = log_in(application_credential={"id": credential.id, "secret": credential.secret})
    token = answer.json()["token"]
    assert token.keys() == recorded("ok-auth-appcred")["body"]["token"].keys()
    assert token["project"]["name"] == "production"
    assert token["application_credential"]["name"] == credential.name


def test_an_application_credential_may_be_given_by_name_and_user(log_in, shared_cloud):
    credential = shared_cloud.application_credential
    by_name = {"name": credential.name, "secret": credential.secret, **user(shared_cloud.operator)}
    assert log_in(application_credential=by_name).status_code == 201
    not_theirs = {**by_name, **user(shared_cloud.reader)}
    assert log_in(application_credential=not_theirs).status_code == 404


def test_a_token_opens_another_project_for_no_longer_than_it_lives(log_in, operator):
    first = log_in(password=user(operator, password=operator.password), scope=PRODUCTION)
    second = log_in(token={"id": first.headers["X-Subject-Token"]}, scope=project("staging"))
    assert second.json()["token"]["project"]["name"] == "staging"
    assert second.json()["token"]["expires_at"] == first.json()["token"]["expires_at"]
    assert second.headers["X-Subject-Token"] != first.headers["X-Subject-Token"]


@pytest.mark.parametrize("scope", [None, "unscoped", {}])
def test_without_a_scope_there_is_no_project_and_no_catalog(log_in, operator, recorded, scope):
    token = log_in(password=user(operator, password=operator.password), scope=scope).json()["token"]
    assert token.keys() == recorded("ok-auth-unscoped")["body"]["token"].keys()


REFUSED = {
    "wrong password": lambda cloud: {"password": user(cloud.operator, password="wrong")},
    "no password": lambda cloud: {"password": user(cloud.operator)},
    "unknown user": lambda _cloud: {"password": {"user": {"name": "nobody", "domain": DEFAULT}}},
    "another domain": lambda cloud: {"password": right(cloud, domain={"name": "Other"})},
    "no domain": lambda cloud: {"password": right(cloud, domain=None)},
    "unknown id": lambda cloud: {"password": right(cloud, id="0" * 32)},
    "wrong passcode": lambda cloud: {"totp": user(cloud.operator, passcode="12345")},
    "wrong passcode, right password": lambda cloud: {
        "password": right(cloud),
        "totp": user(cloud.operator, passcode="12345"),
    },
    "two people": lambda cloud: {
        "password": right(cloud),
        "totp": user(cloud.reader, passcode=cloud.reader.passcode),
    },
    "unknown token": lambda _cloud: {"token": {"id": "gAAAAAunknown"}},
    "no token": lambda _cloud: {"token": None},
    "no user": lambda _cloud: {"password": None},
    "no credential": lambda _cloud: {"application_credential": None},
    "wrong secret": lambda cloud: {
        "application_credential": {"id": cloud.application_credential.id, "secret": "wrong"}
    },
    "unheard-of method": lambda _cloud: {"kerberos": {}},
    "no method": lambda _cloud: {},
    "unknown project": lambda cloud: {"password": right(cloud), "scope": project("nowhere")},
    "another domain's project": lambda cloud: {
        "password": right(cloud),
        "scope": project("production", {"name": "Other"}),
    },
}


def right(cloud, **more):
    return user(cloud.operator, password=cloud.operator.password, **more)


@pytest.mark.parametrize("case", REFUSED)
def test_whatever_is_wrong_is_refused_in_the_same_words(log_in, shared_cloud, recorded, case):
    answer = log_in(**REFUSED[case](shared_cloud))
    assert (answer.status_code, answer.json()) == (401, recorded("401-bad-password")["body"])
    assert answer.headers["WWW-Authenticate"] == f'Keystone uri="{shared_cloud.auth_url}"'


def test_an_unknown_application_credential_is_not_found(log_in, recorded):
    answer = log_in(application_credential={"id": "unknown", "secret": "x"})
    real = recorded("401-appcred-unknown-id")
    assert answer.status_code == real["status"] == 404
    assert answer.json()["error"].keys() == real["body"]["error"].keys()


def test_an_application_credential_with_a_scope_is_refused(log_in, shared_cloud, recorded):
    credential = shared_cloud.application_credential
    answer = log_in(
        application_credential={"id": credential.id, "secret": credential.secret}, scope=PRODUCTION
    )
    assert (answer.status_code, answer.json()) == (401, recorded("401-appcred-with-scope")["body"])


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b'{"auth": {}}', "'identity' is a required property"),
        (b"{}", "'auth' is a required property"),
        (b'{"auth": {"identity": {"methods": "password"}}}', "Expected `array`, got `str`"),
        (b"auth=1", "Malformed request body"),
        (b"", "Malformed request body"),
    ],
)
def test_a_body_that_is_none(shared_cloud, make_client, body, words):
    answer = make_client(shared_cloud).post(f"{shared_cloud.auth_url}/auth/tokens", data=body)
    assert answer.status_code == 400
    assert words in answer.json()["error"]["message"]


def test_a_token_can_be_looked_at(shared_cloud, make_client):
    client = make_client(shared_cloud)
    url, token = f"{shared_cloud.auth_url}/auth/tokens", client.headers["X-Auth-Token"]
    shown = client.get(url, headers={"X-Subject-Token": token})
    assert shown.json()["token"]["user"]["name"] == shared_cloud.operator.name
    assert shown.headers["X-Subject-Token"] == token
    assert client.get(url, headers={"X-Subject-Token": "gAAAAAother"}).status_code == 404
    assert client.get(url).status_code == 404


def test_a_token_dies_when_it_says(cloud, make_client, monkeypatch):
    ahead = timedelta()

    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) + ahead

    monkeypatch.setattr(tokens, "datetime", Clock)
    client = make_client(cloud)
    token = client.log_in().json()["token"]
    issued_at, expires_at = (datetime.fromisoformat(token[name]) for name in ("issued_at", "expires_at"))
    assert expires_at - issued_at == timedelta(hours=1)
    ahead = timedelta(minutes=59)
    assert client.nova("GET", "/servers").status_code == 200
    ahead = timedelta(minutes=60)
    assert client.nova("GET", "/servers").status_code == 401
    assert client.get(f"{cloud.auth_url}/auth/projects").status_code == 401


def test_revoked_tokens_are_worth_nothing(cloud, client):
    cloud.revoke_tokens()
    assert client.nova("GET", "/servers").status_code == 401
    client.log_in()
    assert client.nova("GET", "/servers").status_code == 200


def test_the_projects_to_choose_from(shared_cloud, make_client, recorded):
    client = make_client(shared_cloud, project=None)
    answer = client.get(f"{shared_cloud.auth_url}/auth/projects").json()
    real = recorded("ok-auth-projects")["body"]
    assert answer.keys() == real.keys()
    assert [project["name"] for project in answer["projects"]] == ["production", "staging", "sandbox"]
    assert answer["projects"][0].keys() == real["projects"][0].keys()


def test_keystone_names_its_version(shared_cloud, make_client):
    client = make_client(shared_cloud)
    several = client.get(shared_cloud.auth_url.removesuffix("/v3"))
    assert several.status_code == 300
    (version,) = several.json()["versions"]["values"]
    assert client.get(f"{shared_cloud.auth_url}/").json() == {"version": version}
    assert version["links"] == [{"rel": "self", "href": f"{shared_cloud.auth_url}/"}]


def test_elsewhere_keystone_has_nothing(shared_cloud, make_client):
    answer = make_client(shared_cloud).get(f"{shared_cloud.auth_url}/users")
    assert (answer.status_code, answer.json()["error"]["title"]) == (404, "Not Found")
