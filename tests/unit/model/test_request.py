import pytest

from launcher.model.console import OpenIn
from launcher.model.request import (
    ConnectServer,
    FollowLink,
    QuickConnect,
    Request,
    ShowWindow,
    decoded,
    encoded,
)
from launcher.model.server import ServerKey


@pytest.mark.parametrize(
    "request_",
    [
        ShowWindow(),
        QuickConnect(),
        ConnectServer("cloud", "6f0d"),
        FollowLink("porthole://connect/prod/6f0d"),
        ConnectServer("cloud", "6f0d", name="wéb\n01", open_in=OpenIn.BROWSER),
    ],
)
def test_a_request_arrives_as_it_was_sent_and_is_one_line(request_: Request) -> None:
    line = encoded(request_)
    assert line.count(b"\n") == 1
    assert line.endswith(b"\n")
    assert decoded(line) == request_


def test_what_a_later_version_adds_is_left_out() -> None:
    assert decoded(b'{"type":"quick","since":"tomorrow"}') == QuickConnect()


@pytest.mark.parametrize("line", [b"", b"\xff", b"{}", b'{"type":"shutdown"}', b'{"type":"connect"}', b"[]"])
def test_what_is_no_request_is_refused(line: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        decoded(line)


def test_a_server_is_named_by_its_key() -> None:
    assert ConnectServer("cloud", "6f0d").key == ServerKey("cloud", "6f0d")
