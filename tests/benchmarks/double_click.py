"""From double click to URL when warm: how many requests, and our cost over a bare post on a kept
``requests.Session``, which is quicker than ``requests.post``.

Run: ``python -m tests.benchmarks.double_click``. The demo cloud is a process of its own; the bare post
and the broker take turns, so that both see the same machine. Requests are counted apart from that, in
one process with the cloud.
"""

import statistics
import time
from collections.abc import Callable

import requests

from launcher.demo.access import DemoAccess
from launcher.demo.cloud import DemoCloud
from launcher.demo.process import DemoProcess
from launcher.model.profile import Profile
from launcher.model.server import Server, ServerStatus
from launcher.services.broker import ConsoleBroker
from launcher.services.connections import Connections
from launcher.services.directory import ServerDirectory
from launcher.services.profiles import ProfileBook
from launcher.storage.profiles import ProfileFile
from launcher.storage.secrets import Secrets

ROUNDS = 400


def broker_and_server(access: DemoAccess) -> tuple[ConsoleBroker, Connections, Server]:
    """Return a warm broker: it has listed the servers and opened one console."""
    auth = access.auth(access.projects[0])
    book = ProfileBook(ProfileFile(), Secrets())
    book.add_guest(
        Profile(id="demo", name="demo", region_name=access.region_name, auth=auth), access.password
    )
    connections = Connections(book)
    pages = ServerDirectory(book, connections).pages("demo", lambda: False)
    servers = [server for page in pages for server in page]
    server = next(one for one in servers if one.status is ServerStatus.ACTIVE)
    broker = ConsoleBroker(book, connections)
    broker.ask(server)
    return broker, connections, server


def bare_post(access: DemoAccess, server: Server, endpoint: str) -> Callable[[], object]:
    """Return the same request as a script would send it: one kept session, the token known."""
    session = requests.Session()
    scope = {"project": {"name": access.projects[0], "domain": {"name": access.project_domain_name}}}
    user = {
        "name": access.username,
        "password": access.password,
        "domain": {"name": access.user_domain_name},
    }
    identity = {"methods": ["password"], "password": {"user": user}}
    login = session.post(
        f"{access.auth_url}/auth/tokens", json={"auth": {"identity": identity, "scope": scope}}, timeout=10
    )
    headers = {
        "X-Auth-Token": login.headers["X-Subject-Token"],
        "OpenStack-API-Version": "compute 2.6",
        "X-OpenStack-Nova-API-Version": "2.6",
    }
    url = f"{endpoint}/servers/{server.id}/remote-consoles"
    body = {"remote_console": {"protocol": "vnc", "type": "novnc"}}

    def post() -> object:
        return session.post(url, json=body, headers=headers, timeout=10).json()["remote_console"]["url"]

    return post


def seconds(act: Callable[[], object]) -> float:
    """Return how long ``act`` takes, seconds."""
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def main() -> None:
    """Print the number of requests, both times, and their difference."""
    with DemoCloud() as cloud:
        broker, connections, server = broker_and_server(cloud.access)
        cloud.forget_requests()
        broker.ask(server)
        sent = [f"{one.method} {one.path.rpartition('/')[2]}" for one in cloud.requests]
        connections.close()
    print(f"HTTP requests from double click to URL, warm: {len(sent)} ({', '.join(sent)})")
    with DemoProcess() as access:
        broker, connections, server = broker_and_server(access)
        post = bare_post(access, server, connections.of("demo").endpoint())
        post()
        pairs = [(seconds(post), seconds(lambda: broker.ask(server))) for _ in range(ROUNDS)]
        connections.close()
    bare = statistics.median(pair[0] for pair in pairs) * 1000
    ours = statistics.median(pair[1] for pair in pairs) * 1000
    over = statistics.median(pair[1] - pair[0] for pair in pairs) * 1000
    print(f"bare post on a kept requests.Session {bare:.2f} ms, Porthole {ours:.2f} ms (medians)")
    print(f"our own cost, pair by pair: {over:+.2f} ms (median)")


if __name__ == "__main__":
    main()
