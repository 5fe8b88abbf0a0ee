"""A cloud's own words, fit to be shown."""

import json

import pytest

from launcher.cloud.wire import Answer
from launcher.cloud.words import LONGEST, clean, message_of
from launcher.model.instant import Instant


def answer(body: object) -> Answer:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Answer("https://nova.example.com/v2.1/servers/1", 400, {}, raw, Instant.now(), ("hunter2",))


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (
            {"itemNotFound": {"code": 404, "message": "Instance 1 could not be found."}},
            "Instance 1 could not be found.",
        ),
        (
            {"error": {"code": 401, "message": "It requires authentication.", "title": "x"}},
            "It requires authentication.",
        ),
        ({"error": {"code": "Ecs.0214", "message": "no console"}}, "Ecs.0214: no console"),
        ({"error": {"code": "404", "message": "no console"}}, "no console"),
        ({"error_code": "APIGW.0301", "error_msg": "Incorrect IAM"}, "APIGW.0301: Incorrect IAM"),
        ({"error_msg": "just words"}, "just words"),
        (
            {"errors": [{"title": "Not Acceptable", "detail": "2.999"}, {"title": "x"}]},
            "Not Acceptable 2.999",
        ),
        ({"errors": [{"title": "Alone"}]}, "Alone"),
        ({"message": "flat", "code": "X.1"}, "X.1: flat"),
        ({"a": 1, "b": {"message": "second"}}, "second"),
        ({"message": {"text": 1}}, ""),
        ({}, ""),
        ([1, 2], ""),
        (b"", ""),
        (b"upstream connect error", "upstream connect error"),
        (b"<html><head><TITLE>502 Bad\n Gateway</TITLE><body>x", "502 Bad Gateway"),
        (b"<html><body>no title", ""),
        (b"\xff\xfe", "\ufffd\ufffd"),
    ],
)
def test_the_message_is_found_in_each_clouds_way_of_saying(body: object, words: str) -> None:
    assert message_of(answer(body)) == words


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("one\ntwo\x1b[31m\x00three", "one two [31m three"),
        ("evil\u202egnp.exe", "evil gnp.exe"),
        ("https://c.example.com/vnc?token=abc-123&lang=EN", "https://c.example.com/vnc?token=•••&lang=EN"),
        ("/vnc_lite.html?path=%3Ftoken%3Dabc-123", "/vnc_lite.html?path=%3Ftoken%3D•••"),
        ('{"token": "abc-123"}', '{"token": "•••"}'),
        ("X-Auth-Token: gAAAAABnothing-to-see-here-at-all_123", "X-Auth-Token: •••"),
        ("bare gAAAAABnothing-to-see-here-at-all_123 token", "bare ••• token"),
        ("http://me:pass@proxy:3128 refused", "http://me:•••@proxy:3128 refused"),
        ("the password hunter2 is wrong", "the password ••• is wrong"),
    ],
)
def test_control_characters_and_secrets_are_taken_out(text: str, shown: str) -> None:
    assert clean(text, ("hunter2", "")) == shown


def test_long_words_are_cut() -> None:
    shown = clean("x" * 100_000)
    assert len(shown) == LONGEST
    assert shown.endswith("…")
