"""Codes as an app shows them, and an account that wants two factors."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from launcher.demo.keystone.totp import STEP, is_right, passcode

DEFAULT = {"name": "Default"}
RFC_KEY = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
"""The 20 bytes of RFC 6238, appendix B."""


@pytest.mark.parametrize(
    ("second", "code"),
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")],
)
def test_codes_are_those_of_the_rfc(second: int, code: str) -> None:
    assert passcode(RFC_KEY, datetime.fromtimestamp(second, UTC)) == code


def test_a_code_is_right_in_its_half_minute_and_the_next() -> None:
    then = datetime(2026, 1, 1, tzinfo=UTC)
    code = passcode(RFC_KEY, then)
    assert is_right(RFC_KEY, code, then)
    assert is_right(RFC_KEY, code, then + STEP)
    assert not is_right(RFC_KEY, code, then + 2 * STEP)
    assert not is_right(RFC_KEY, code, then - timedelta(seconds=1))


@pytest.fixture
def log_in(cloud, make_client):
    """Ask for a token of production; returns the answer."""
    client = make_client(cloud)
    client.headers.pop("X-Auth-Token")

    def ask(receipt: str = "", **methods: Any) -> Any:
        scope = {"project": {"name": "production", "domain": DEFAULT}}
        body = {"auth": {"identity": {"methods": list(methods), **methods}, "scope": scope}}
        headers = {"Openstack-Auth-Receipt": receipt} if receipt else {}
        return client.post(f"{cloud.auth_url}/auth/tokens", json=body, headers=headers)

    return ask


def password(account):
    return {"user": {"name": account.name, "domain": DEFAULT, "password": account.password}}


def code(account, given=None):
    return {"user": {"id": account.id, "passcode": given or account.passcode}}


def test_the_first_factor_gives_a_receipt_that_goes_on(cloud, log_in):
    first = log_in(password=password(cloud.guarded))
    assert first.status_code == 401
    assert first.json()["required_auth_methods"] == [["password", "totp"]]
    assert first.json()["receipt"]["methods"] == ["password"]
    assert first.json()["receipt"]["user"] == {
        "id": cloud.guarded.id,
        "name": cloud.guarded.name,
        "domain": {"id": "default", "name": "Default"},
    }
    receipt = first.headers["Openstack-Auth-Receipt"]
    assert log_in(receipt, totp=code(cloud.guarded, "000000")).status_code == 401
    second = log_in(receipt, totp=code(cloud.guarded))
    assert second.status_code == 201
    assert second.json()["token"]["methods"] == ["password", "totp"]


def test_both_factors_at_once_will_do(cloud, log_in):
    both = log_in(password=password(cloud.guarded), totp=code(cloud.guarded))
    assert both.status_code == 201


def test_a_receipt_is_for_one_person_and_for_a_while(cloud, log_in):
    receipt = log_in(password=password(cloud.guarded)).headers["Openstack-Auth-Receipt"]
    assert log_in(receipt, totp=code(cloud.operator)).status_code == 401
    cloud.withdraw_receipts()
    assert log_in(receipt, totp=code(cloud.guarded)).status_code == 401


def test_a_wrong_first_factor_gives_none(cloud, log_in):
    wrong = {"user": {"name": cloud.guarded.name, "domain": DEFAULT, "password": "wrong"}}
    answer = log_in(password=wrong)
    assert answer.status_code == 401
    assert "Openstack-Auth-Receipt" not in answer.headers
