"""Several secrets as one text, and one as itself."""

import pytest

from launcher.model.secrets import MAIN, packed, unpacked

CASES = [
    {},
    {MAIN: "s3cret"},
    {MAIN: "pä\n\u0000 ß"},
    {MAIN: '{"a": 1}'},
    {MAIN: '{"porthole secrets": {"": "x"}}'},
    {MAIN: "mine", "client_secret": "the client's"},
    {"client_secret": "alone"},
]


@pytest.mark.parametrize("secrets", CASES)
def test_what_was_packed_comes_out(secrets: dict[str, str]) -> None:
    assert unpacked(packed(secrets)) == secrets


@pytest.mark.parametrize("secret", ["s3cret", "", "{", "[1]", '{"password": "x"}', "123456", "null"])
def test_one_secret_is_stored_as_it_is(secret: str) -> None:
    assert packed({MAIN: secret}) == secret


def test_empty_ones_are_left_out() -> None:
    assert packed({MAIN: "mine", "client_secret": ""}) == "mine"
    assert unpacked(None) == {}
