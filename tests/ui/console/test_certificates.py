"""A console proxy with a certificate of its own making: whose word it takes to believe it."""

import hashlib
import ssl
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QDate, QLocale
from pytestqt.qtbot import QtBot

from launcher.demo.cloud import DemoCloud
from launcher.demo.web.exchange import Reply
from launcher.services.profiles import NewSecret
from launcher.storage.profiles import ProfileFile
from launcher.ui.console.state import ConnectionState
from tests.ui.console.proxy import Proxy
from tests.ui.console.room import Room, make_room
from tests.ui.console.tls_front import TlsFront
from tests.unit.cloud.authority import Authority

Front = Callable[[ssl.SSLContext], TlsFront]


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


@pytest.fixture
def front(proxy: Proxy) -> Iterator[Front]:
    made: list[TlsFront] = []

    def make(context: ssl.SSLContext) -> TlsFront:
        made.append(TlsFront(context, proxy.port))
        return made[-1]

    yield make
    for one in made:
        one.close()


def fingerprint(port: int) -> str:
    certificate = ssl.PEM_cert_to_DER_cert(ssl.get_server_certificate(("127.0.0.1", port)))
    return hashlib.sha256(certificate).digest().hex(":").upper()


def url(tls: TlsFront, page: str = "vnc_lite.html") -> str:
    return f"https://127.0.0.1:{tls.port}/{page}"


def test_an_unknown_certificate_is_shown_before_anything_is_sent(
    room: Room, proxy: Proxy, authority: Authority, front: Front
) -> None:
    tls = front(authority.server())
    room.lead_to(url(tls))
    room.open()
    room.wait_for(ConnectionState.UNTRUSTED)
    words = room.words()
    assert f"The certificate of 127.0.0.1:{tls.port} is not trusted" in words
    assert "Porthole test authority" in words
    assert "This computer does not know the authority that signed it." in words
    assert fingerprint(tls.port) in "".join(words.split()).replace("SHA-256", "")
    for days in (-1, 1):
        when = datetime.now(UTC) + timedelta(days=days)
        day = QDate(when.year, when.month, when.day)
        assert QLocale().toString(day, QLocale.FormatType.ShortFormat) in words
    assert "certificate not trusted" in words
    assert not proxy.asked
    assert room.button("Cancel").hasFocus(), "what a hasty Enter does is the safe thing"


def test_cancel_closes_the_console(room: Room, proxy: Proxy, authority: Authority, front: Front) -> None:
    room.lead_to(url(front(authority.server())))
    room.open()
    room.wait_for(ConnectionState.UNTRUSTED)
    room.press("Cancel")
    assert room.desk.window is None
    assert not proxy.asked


def test_a_trusted_certificate_connects_and_is_not_asked_about_again(
    room: Room, authority: Authority, front: Front
) -> None:
    room.lead_to(url(front(authority.server())))
    room.open()
    room.wait_for(ConnectionState.UNTRUSTED)
    room.press("Trust for this profile")
    room.wait_for(ConnectionState.LIVE)
    room.wait_for_pixels()
    assert room.links_asked == 1
    room.open_live("web-02")


def test_another_certificate_of_the_same_host_is_asked_about(
    room: Room, authority: Authority, front: Front
) -> None:
    first, second = front(authority.server()), front(authority.server(ends=2))
    room.lead_to(url(first), times=1)
    room.lead_to(url(second))
    room.open()
    room.wait_for(ConnectionState.UNTRUSTED)
    room.press("Trust for this profile")
    room.wait_for(ConnectionState.LIVE)
    room.open("web-02")
    room.wait_for(ConnectionState.UNTRUSTED, "web-02")


def trust(room: Room, words: str = "Trust for this profile") -> None:
    room.open()
    room.wait_for(ConnectionState.UNTRUSTED)
    room.press(words)
    room.wait_for(ConnectionState.LIVE)


def trusted(room: Room) -> tuple[str, ...]:
    return room.services.book.get("prod").trusted_certificates


def test_trust_for_this_time_ends_with_the_window(room: Room, authority: Authority, front: Front) -> None:
    room.lead_to(url(front(authority.server())))
    trust(room, "Only this time")
    room.open_live("web-02")
    assert trusted(room) == ()
    room.window.close()
    room.open()
    room.wait_for(ConnectionState.UNTRUSTED)


def test_trust_for_the_profile_outlives_the_window(
    room: Room, authority: Authority, front: Front, own_directories: Path
) -> None:
    tls = front(authority.server())
    room.lead_to(url(tls))
    trust(room)
    assert trusted(room) == (f"127.0.0.1:{tls.port} {fingerprint(tls.port)}",)
    room.window.close()
    room.open_live()
    assert not list(own_directories.rglob("profiles.toml")), "a guest is never written"


def test_trust_is_written_beside_the_comments_of_the_profile(
    qtbot: QtBot, cloud: DemoCloud, authority: Authority, front: Front
) -> None:
    tls = front(authority.server())
    with make_room(qtbot, cloud) as room:
        file = saved_profile(room)
        file.write_text(f"# mine\n{file.read_text()}")
        room.lead_to(url(tls))
        trust(room)
        text = file.read_text()
    assert text.startswith("# mine\n")
    assert f'"127.0.0.1:{tls.port} {fingerprint(tls.port)}"' in text


def test_trust_that_cannot_be_written_is_for_this_time_and_told(
    qtbot: QtBot, cloud: DemoCloud, authority: Authority, front: Front
) -> None:
    with make_room(qtbot, cloud) as room:
        saved_profile(room).write_text("this is no TOML")
        room.lead_to(url(front(authority.server())))
        trust(room)
        assert "could not be understood" in room.words()
        assert trusted(room) == ()


def test_a_revoked_trust_is_asked_about_at_the_next_connection(
    room: Room, authority: Authority, front: Front
) -> None:
    room.lead_to(url(front(authority.server())))
    trust(room)
    book = room.services.book
    book.save(msgspec.structs.replace(book.get("prod"), trusted_certificates=()))
    assert room.tab.state is ConnectionState.LIVE, "a session is not cut off"
    room.tab.toolbar.reconnect.trigger()
    room.wait_for(ConnectionState.UNTRUSTED)
    room.open("web-02")
    room.wait_for(ConnectionState.UNTRUSTED, "web-02")


def test_another_certificate_in_the_place_of_a_trusted_one_is_told(
    qtbot: QtBot, cloud: DemoCloud, authority: Authority, front: Front
) -> None:
    tls = front(authority.server(ends=2))
    before = f"127.0.0.1:{tls.port} {':'.join(['AB'] * 32)}"
    with make_room(qtbot, cloud, trusted_certificates=(before,)) as room:
        room.lead_to(url(tls))
        room.open()
        room.wait_for(ConnectionState.UNTRUSTED)
        assert "You trusted another certificate here before" in room.words()


def test_trust_in_one_port_is_none_in_another(
    qtbot: QtBot, cloud: DemoCloud, authority: Authority, front: Front
) -> None:
    tls = front(authority.server())
    elsewhere = f"127.0.0.1:1 {fingerprint(tls.port)}"
    with make_room(qtbot, cloud, trusted_certificates=(elsewhere,)) as room:
        room.lead_to(url(tls))
        room.open()
        room.wait_for(ConnectionState.UNTRUSTED)


def saved_profile(room: Room) -> Path:
    """Let the room's profile be one of the file's; returns the file."""
    book, file = room.services.book, ProfileFile()
    profile = book.get("prod")
    secret = book.secret(profile)
    file.save(profile)
    book.remove("prod")
    book.load()
    book.enter_secret("prod", NewSecret(secret, remember=False))
    return file.path


@pytest.mark.parametrize(
    ("host", "ends", "reason"),
    [
        ("console.example", 1, "It is for console.example, not for 127.0.0.1."),
        ("127.0.0.1", -1, "It expired on "),
    ],
    ids=["name", "date"],
)
def test_what_is_wrong_with_the_certificate_of_a_known_authority_is_named(  # noqa: PLR0913, PLR0917
    qtbot: QtBot, cloud: DemoCloud, authority: Authority, front: Front, host: str, ends: int, reason: str
) -> None:
    with make_room(qtbot, cloud, cacert=str(authority.pem)) as room:
        room.lead_to(url(front(authority.server(host, begins=-3, ends=ends))))
        room.open()
        room.wait_for(ConnectionState.UNTRUSTED)
        assert reason in room.words()


def test_the_profiles_own_authority_needs_no_question(
    qtbot: QtBot, cloud: DemoCloud, authority: Authority, front: Front
) -> None:
    with make_room(qtbot, cloud, cacert=str(authority.pem)) as room:
        room.lead_to(url(front(authority.server())))
        room.open_live()
        room.wait_for_pixels()
        room.open_live("web-02")


def test_what_a_page_keeps_there_ends_with_the_window(
    qtbot: QtBot, cloud: DemoCloud, proxy: Proxy, authority: Authority, front: Front
) -> None:
    proxy.pages["page.html"] = """<script>
        fetch("/told?" + document.cookie + (localStorage.who ?? ""));
        document.cookie = "who=me; max-age=99999";
        localStorage.who = "me";
    </script>"""
    with make_room(qtbot, cloud, cacert=str(authority.pem)) as room:
        room.lead_to(url(front(authority.server()), "page.html"))
        for _ in range(2):
            proxy.asked.clear()
            room.open()
            qtbot.waitUntil(lambda: "/told?" in proxy.asked)
            room.window.close()


def test_a_profile_that_verifies_nothing_asks_nothing(
    qtbot: QtBot, cloud: DemoCloud, authority: Authority, front: Front
) -> None:
    with make_room(qtbot, cloud, verify=False) as room:
        room.lead_to(url(front(authority.server())))
        room.open_live()
        room.wait_for_pixels()


def test_trust_in_the_page_is_no_trust_in_another_port(
    room: Room, proxy: Proxy, authority: Authority, front: Front
) -> None:
    page, other = front(authority.server()), front(authority.server(ends=2))
    proxy.pages["told"] = Reply(204)
    proxy.pages["page.html"] = f"""<script>
        fetch("https://127.0.0.1:{other.port}/other", {{ mode: "no-cors" }})
          .then(() => fetch("/told?yes"), () => fetch("/told?no"));
    </script>"""
    room.lead_to(url(page, "page.html"))
    room.open()
    room.wait_for(ConnectionState.UNTRUSTED)
    room.press("Trust for this profile")
    room.qtbot.waitUntil(lambda: any("told" in one for one in proxy.asked))
    assert "/told?no" in proxy.asked
    assert "/other" not in proxy.asked
