"""Our signatures are those of Huawei's own library."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import requests

from launcher.cloud.aksk.signature import Signature

RECORDED = json.loads((Path(__file__).parent / "signatures.json").read_text())


def signed(case: dict[str, Any], secret_key: str = RECORDED["secret_key"]) -> requests.PreparedRequest:
    date = datetime.strptime(RECORDED["date"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    token = case["headers"].get("X-Security-Token", "")
    sign = Signature(RECORDED["access_key"], secret_key, token, now=lambda: date)
    headers = {name: value for name, value in case["headers"].items() if name != "X-Security-Token"}
    url = f"https://{case['host']}{case['path']}"
    request = requests.Request(
        case["method"], url, headers, params=case["query"], data=case["body"] or None, auth=sign
    )
    return request.prepare()


@pytest.mark.parametrize("case", RECORDED["requests"], ids=lambda case: case["path"])
def test_a_request_is_signed_as_huaweis_own_library_signs_it(case: dict[str, Any]) -> None:
    assert signed(case).headers["Authorization"] == case["authorization"]


def test_another_secret_is_another_signature_and_never_sent() -> None:
    case = RECORDED["requests"][0]
    request = signed(case, "another-secret-key")
    assert request.headers["Authorization"] != case["authorization"]
    assert "another-secret-key" not in str(dict(request.headers)) + str(request.url)


def test_a_request_that_is_sent_again_is_signed_anew() -> None:
    times = iter((datetime(2026, 11, 28, 12, 0, tzinfo=UTC), datetime(2026, 11, 28, 12, 1, tzinfo=UTC)))
    sign = Signature("AK", "SK", now=lambda: next(times))
    first = requests.Request("GET", "https://ecs.example/", auth=sign).prepare()
    again = requests.Request("GET", "https://ecs.example/", auth=sign).prepare()
    assert first.headers["X-Sdk-Date"] == "20261128T120000Z"
    assert again.headers["X-Sdk-Date"] == "20261128T120100Z"
    assert first.headers["Authorization"] != again.headers["Authorization"]
