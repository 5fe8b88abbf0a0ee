"""Pages nobody knows: how their session stands is told from their WebSockets alone."""

import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response
from websockets.sync.server import Server, ServerConnection, serve

from launcher.ui.console.state import ConnectionState
from tests.ui.console.room import Room


class Talk:
    """Pages, and WebSockets by their paths: ``/say`` greets with text, ``/quiet`` says nothing by itself.

    Attributes:
        pages: by their paths.
        asked: the path of every page so far.
    """

    def __init__(self) -> None:
        self.pages: dict[str, str] = {}
        self.asked: list[str] = []
        self.open: dict[str, list[ServerConnection]] = {}
        self._server: Server = serve(self._converse, "127.0.0.1", 0, process_request=self._page)
        self._thread = threading.Thread(target=self._server.serve_forever, name="talk")
        self._thread.start()

    def url(self, path: str, scheme: str = "ws") -> str:
        return f"{scheme}://127.0.0.1:{self._server.socket.getsockname()[1]}/{path}"

    def count(self, path: str) -> int:
        return len(self.open.get(path, []))

    def say(self, path: str, text: str = "hello") -> None:
        for one in self.open[path]:
            one.send(text)

    def end(self, path: str) -> None:
        for one in list(self.open[path]):
            one.close()

    def close(self) -> None:
        self._server.shutdown()
        for several in self.open.values():
            for one in list(several):
                one.close()
        self._thread.join()

    def _page(self, connection: ServerConnection, request: Request) -> Response | None:
        if "upgrade" in request.headers.get("Connection", "").lower():
            return None
        name = request.path.lstrip("/")
        self.asked.append(name)
        response = connection.respond(200 if name in self.pages else 404, self.pages.get(name, ""))
        del response.headers["Content-Type"]
        response.headers["Content-Type"] = _TYPES[name.rpartition(".")[2]]
        return response

    def _converse(self, connection: ServerConnection) -> None:
        path = connection.request.path.lstrip("/") if connection.request else ""
        self.open.setdefault(path, []).append(connection)
        with suppress(ConnectionClosed):
            if path.startswith("say"):
                connection.send("hello")
            while True:
                connection.recv()
        self.open[path].remove(connection)


_TYPES = {"html": "text/html", "js": "text/javascript", "events": "text/event-stream", "came": "text/plain"}


@pytest.fixture
def talk() -> Iterator[Talk]:
    running = Talk()
    yield running
    running.close()


def open_page(room: Room, talk: Talk, script: str, **pages: str) -> None:
    page = f"<!doctype html><body style='background: #8040c0'><script>{script}</script>"
    talk.pages |= {"page.html": page} | {name.replace("_", "."): text for name, text in pages.items()}
    room.lead_to(talk.url("page.html", "http"))
    room.open()


def test_text_is_a_session_too(room: Room, talk: Talk) -> None:
    open_page(room, talk, f"new WebSocket('{talk.url('say')}')")
    room.wait_for(ConnectionState.LIVE)


def test_further_sockets_leave_a_session_as_it_is(room: Room, talk: Talk) -> None:
    open_page(
        room,
        talk,
        f"""new WebSocket('{talk.url("say1")}').onmessage = () => {{
            new WebSocket('{talk.url("say2")}'); new WebSocket('{talk.url("quiet")}');
        }}""",
    )
    room.wait_for(ConnectionState.LIVE)
    room.qtbot.waitUntil(lambda: talk.count("say2") == talk.count("quiet") == 1)
    changes: list[None] = []
    room.tab.state_changed.connect(lambda: changes.append(None))
    talk.end("say1")
    room.qtbot.waitUntil(lambda: talk.count("say1") == 0)
    assert room.tab.state is ConnectionState.LIVE
    assert not changes
    talk.end("say2")
    room.qtbot.waitUntil(lambda: room.links_asked == 2)


def test_a_socket_that_never_said_anything_is_no_session(room: Room, talk: Talk) -> None:
    open_page(room, talk, f"new WebSocket('{talk.url('quiet')}')")
    room.wait_for(ConnectionState.CONNECTING)
    room.qtbot.waitUntil(lambda: talk.count("quiet") == 1)
    states: list[ConnectionState] = []
    room.tab.state_changed.connect(lambda: states.append(room.tab.state))
    talk.end("quiet")
    room.qtbot.waitUntil(lambda: room.links_asked == 2)
    assert states[0] is ConnectionState.FAILED


def test_a_socket_that_speaks_late_is_one(room: Room, talk: Talk) -> None:
    open_page(room, talk, f"new WebSocket('{talk.url('quiet')}')")
    room.qtbot.waitUntil(lambda: talk.count("quiet") == 1)
    assert room.tab.state is ConnectionState.CONNECTING
    talk.say("quiet", "")
    talk.say("quiet")
    room.wait_for(ConnectionState.LIVE)


def test_a_socket_in_a_frame_counts_and_goes_with_its_frame(room: Room, talk: Talk) -> None:
    open_page(
        room,
        talk,
        """const frame = document.body.appendChild(document.createElement("iframe"));
        frame.src = "/inner.html";
        onmessage = () => frame.remove();""",
        inner_html=f"""<script>
            const socket = new WebSocket('{talk.url("say")}');
            socket.onmessage = ({{ data }}) => data === "go" && parent.postMessage(1);
        </script>""",
    )
    room.wait_for(ConnectionState.LIVE)
    talk.say("say", "go")
    room.qtbot.waitUntil(lambda: room.links_asked == 2)


def test_a_page_that_connects_again_by_itself_is_followed(room: Room, talk: Talk) -> None:
    open_page(
        room,
        talk,
        f"""const begin = () => new WebSocket('{talk.url("say")}').onclose = () => setTimeout(begin, 0);
        begin();""",
    )
    room.wait_for(ConnectionState.LIVE)
    states: list[ConnectionState] = []
    room.tab.state_changed.connect(lambda: states.append(room.tab.state))
    talk.end("say")
    room.qtbot.waitUntil(lambda: ConnectionState.LIVE in states)
    assert states[0] is not ConnectionState.LIVE


def test_a_socket_in_a_worker_is_not_seen_and_its_page_left_alone(room: Room, talk: Talk) -> None:
    open_page(room, talk, "new Worker('/worker.js')", worker_js=f"new WebSocket('{talk.url('say')}')")
    room.qtbot.waitUntil(lambda: talk.count("say") == 1)
    room.qtbot.waitUntil(lambda: "#8040c0" in room.colours())
    assert room.tab.state is ConnectionState.CONNECTING
    assert room.tab.course.page_waits


def test_a_stream_of_events_is_no_session(room: Room, talk: Talk) -> None:
    open_page(
        room, talk, "new EventSource('/events').onmessage = () => fetch('/came')", events="data: hello\n\n"
    )
    room.qtbot.waitUntil(lambda: "came" in talk.asked)
    assert room.tab.state is ConnectionState.CONNECTING
