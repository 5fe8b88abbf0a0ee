"""A demo cloud to talk to, clients that know nothing of it, and a real cloud's recorded answers."""

import json
import re
import struct
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import unquote, urlsplit

import pytest
import requests
from websockets.sync.client import connect

from launcher.demo.cloud import DemoCloud
from launcher.demo.guest import font
from launcher.demo.options import DemoOptions

RECORDED = Path(__file__).parents[2] / "recorded-nova"


@pytest.fixture(scope="session")
def shared_cloud() -> Iterator[DemoCloud]:
    """A cloud nobody changes."""
    with DemoCloud() as cloud:
        yield cloud


@pytest.fixture
def cloud() -> Iterator[DemoCloud]:
    """A cloud of one's own."""
    with DemoCloud() as cloud:
        yield cloud


@pytest.fixture
def make_cloud() -> Iterator[Callable[..., DemoCloud]]:
    """Makes clouds with options."""
    clouds: list[DemoCloud] = []

    def make(**options: Any) -> DemoCloud:
        clouds.append(DemoCloud(DemoOptions(**options)))
        clouds[-1].start()
        return clouds[-1]

    yield make
    for cloud in clouds:
        cloud.stop()


class Client(requests.Session):
    """A plain HTTP client with a token, on one kept connection."""

    def __init__(self, cloud: DemoCloud) -> None:
        super().__init__()
        self.trust_env = False
        self.cloud = cloud

    def log_in(self, *, project: str | None = "production", user: Any = None) -> requests.Response:
        user = user or self.cloud.operator
        domain = {"name": "Default"}
        who = {"name": user.name, "password": user.password, "domain": domain}
        auth: dict[str, Any] = {"identity": {"methods": ["password"], "password": {"user": who}}}
        if project:
            auth["scope"] = {"project": {"name": project, "domain": domain}}
        answer = self.post(f"{self.cloud.auth_url}/auth/tokens", json={"auth": auth})
        assert answer.status_code == 201
        self.headers["X-Auth-Token"] = answer.headers["X-Subject-Token"]
        return answer

    def nova(self, method: str, path: str, version: str = "", body: Any = None) -> requests.Response:
        headers = {}
        if version:
            headers["OpenStack-API-Version"] = f"compute {version}"
            headers["X-OpenStack-Nova-API-Version"] = version
        return self.request(method, self.cloud.compute_url + path, headers=headers, json=body)

    def names(self, query: str = "") -> list[str]:
        answer = self.nova("GET", f"/servers/detail{query}")
        assert answer.status_code == 200, answer.text
        return [server["name"] for server in answer.json()["servers"]]

    def console(self, name: str, version: str = "2.6") -> requests.Response:
        body = {"remote_console": {"protocol": "vnc", "type": "novnc"}}
        server_id = server_id_of(self.cloud, name)
        return self.nova("POST", f"/servers/{server_id}/remote-consoles", version, body)

    def console_url(self, name: str) -> str:
        answer = self.console(name)
        assert answer.status_code == 200, answer.text
        url = answer.json()["remote_console"]["url"]
        assert isinstance(url, str)
        return url


def server_id_of(cloud: DemoCloud, name: str, project: str = "production") -> str:
    return next(machine.id for machine in cloud.servers(project) if machine.name == name)


@pytest.fixture
def server_id() -> Callable[..., str]:
    return server_id_of


@pytest.fixture
def make_client() -> Iterator[Callable[..., Client]]:
    """Makes clients; ``project=None`` leaves the token without a project."""
    clients: list[Client] = []

    def make(cloud: DemoCloud, **login: Any) -> Client:
        clients.append(Client(cloud))
        clients[-1].log_in(**login)
        return clients[-1]

    yield make
    for client in clients:
        client.close()


@pytest.fixture
def client(cloud: DemoCloud, make_client: Callable[..., Client]) -> Client:
    """The operator, logged in to production of a cloud of one's own."""
    return make_client(cloud)


@pytest.fixture
def recorded() -> Callable[[str], dict[str, Any]]:
    """A real cloud's answer by its file's name."""
    return lambda name: json.loads((RECORDED / f"{name}.json").read_text())


@pytest.fixture
def without_ids() -> Callable[[object], Any]:
    """Makes two clouds' answers comparable: ids and addresses become words."""

    def plain(value: object) -> Any:
        text = json.dumps(value)
        text = re.sub(r"http://127\.0\.0\.1:\d+(/compute|/identity)?", "http://cloud", text)
        text = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b[0-9a-f]{32}\b", "an-id", text)
        return json.loads(text)

    return plain


class Viewer:
    """A small VNC client of our own: RFB 3.8 over a WebSocket, reading text off the pixels."""

    def __init__(
        self, link: str, *, form: bytes = b"", encodings: tuple[int, ...] = (0, 1), **headers: str
    ) -> None:
        parts = urlsplit(link)
        path = unquote(parts.query.removeprefix("path="))
        self.socket = connect(
            f"ws://{parts.netloc}/{path}", compression=None, max_size=None, proxy=None, **headers
        )
        self.socket.__enter__()
        self.received = b""
        self.encodings_seen: list[int] = []
        assert self.read(12) == b"RFB 003.008\n"
        self.socket.send(b"RFB 003.008\n")
        assert self.read(2) == b"\x01\x01"
        self.socket.send(b"\x01")
        assert self.read(4) == b"\0\0\0\0"
        self.socket.send(b"\x01")
        self.width, self.height = struct.unpack(">HH", self.read(4))
        self.read(16)
        (length,) = struct.unpack(">I", self.read(4))
        self.name = self.read(length).decode()
        self.pixel_bytes = form[0] // 8 if form else 4
        if form:
            self.socket.send(b"\0\0\0\0" + form)
        self.socket.send(struct.pack(f">BxH{len(encodings)}i", 2, len(encodings), *encodings))
        self.pixels = [bytearray(self.width * self.pixel_bytes) for _ in range(self.height)]
        self.request(incremental=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.socket.__exit__(kind, error, trace)

    def read(self, count: int, timeout: float = 10) -> bytes:
        while len(self.received) < count:
            message = self.socket.recv(timeout=timeout)
            assert isinstance(message, bytes)
            self.received += message
        taken, self.received = self.received[:count], self.received[count:]
        return taken

    def request(self, *, incremental: bool = True) -> None:
        self.socket.send(struct.pack(">BBHHHH", 3, incremental, 0, 0, self.width, self.height))

    def update(self, timeout: float = 10) -> None:
        """Take one update and ask for the next."""
        kind, count = struct.unpack(">BxH", self.read(4, timeout))
        assert kind == 0
        for _ in range(count):
            self._rectangle(*struct.unpack(">HHHHi", self.read(12)))
        self.request()

    def _rectangle(self, x: int, y: int, width: int, height: int, encoding: int) -> None:
        self.encodings_seen.append(encoding)
        size = self.pixel_bytes
        if encoding == 1:
            from_x, from_y = struct.unpack(">HH", self.read(4))
            rows = [
                line[from_x * size : (from_x + width) * size]
                for line in self.pixels[from_y : from_y + height]
            ]
        else:
            data = self.read(width * height * size)
            rows = [bytearray(data[row * width * size : (row + 1) * width * size]) for row in range(height)]
        if encoding == -239:
            self.read((width + 7) // 8 * height)
            return
        for line, row in zip(self.pixels[y : y + height], rows, strict=True):
            line[x * size : (x + width) * size] = row

    def text(self) -> str:
        """What a person reads."""
        lines = []
        for top in range(0, self.height, font.HEIGHT):
            cells = [self._character(left, top) for left in range(0, self.width, font.WIDTH)]
            lines.append("".join(cells).rstrip())
        return "\n".join(lines)

    def _character(self, left: int, top: int) -> str:
        size = self.pixel_bytes
        stretch = slice(left * size, (left + font.WIDTH) * size)
        lines = [bytes(line[stretch]) for line in self.pixels[top : top + font.HEIGHT]]
        ground = lines[0][:size]
        return GLYPHS.get(tuple(_bits(line, ground) for line in lines), "\N{REPLACEMENT CHARACTER}")

    def see(self, *words: str, timeout: float = 10) -> str:
        """Wait until all ``words`` can be read."""
        ends_at = time.monotonic() + timeout
        while any(word not in self.text() for word in words):
            left = ends_at - time.monotonic()
            assert left > 0, f"{words} never came; there is:\n{self.text()}"
            self.update(left)
        return self.text()

    def press(self, *keysyms: int) -> None:
        """Press these keys one after the other, release them in reverse."""
        for keysym in keysyms:
            self.socket.send(struct.pack(">BB2xI", 4, 1, keysym))
        for keysym in reversed(keysyms):
            self.socket.send(struct.pack(">BB2xI", 4, 0, keysym))

    def type(self, text: str) -> None:
        for character in text:
            self.press(0xFF0D if character == "\n" else ord(character))


def _bits(line: bytes, ground: bytes) -> int:
    size = len(ground)
    bits = 0
    for place in range(0, len(line), size):
        bits = bits << 1 | (line[place : place + size] != ground)
    return bits


GLYPHS = {
    font.glyph(code, bold=bold): chr(code)
    for code in (*range(0x20, 0x7F), ord("│"))
    for bold in (True, False)
}


@pytest.fixture
def look() -> Iterator[Callable[..., Viewer]]:
    """Opens console links as a browser would, with a small viewer."""
    viewers: list[Viewer] = []

    def open_link(link: str, **choices: Any) -> Viewer:
        viewers.append(Viewer(link, **choices))
        return viewers[-1]

    yield open_link
    for viewer in viewers:
        viewer.socket.close()
