"""A console's page that wants to talk to others than the host it came from."""

import pytest

from launcher.demo.web.exchange import Reply
from tests.ui.console.hostile import Hostile
from tests.ui.console.proxy import Proxy

ELSEWHERE = "http://localhost:{0}/elsewhere"
"""The same port under another name: another origin, and this test hears of it."""

WAYS = {
    "fetch": "await fetch('{0}', {{ mode: 'no-cors' }}).catch(() => 0);",
    "image": "new Image().src = '{0}';",
    "beacon": "navigator.sendBeacon('{0}', 'x');",
    "socket": "new WebSocket('{0}'.replace('http', 'ws'));",
    "events": "new EventSource('{0}');",
    "script": "const s = document.createElement('script'); s.src = '{0}'; document.head.append(s);",
    "worker": """const told = URL.createObjectURL(new Blob(["fetch('{0}', {{ mode: 'no-cors' }})"]));
        new Worker(told);""",
    "favicon": "document.head.innerHTML = '<link rel=icon href={0}>';",
    "prefetch": "document.head.innerHTML = '<link rel=prefetch href={0}>';",
    "preload": "document.head.innerHTML = '<link rel=preload as=image href={0}>';",
    "ping": """document.body.innerHTML = '<a id=a href=#here ping={0}>x</a>';
        document.getElementById('a').click();""",
    "style": "document.head.innerHTML = '<style>body {{ background: url({0}) }}</style>';",
    "written frame": """document.body.innerHTML =
        '<iframe srcdoc="<script>fetch(&quot;{0}&quot;, {{ mode: &quot;no-cors&quot; }})<\\/script>">';""",
    "data frame": """document.body.innerHTML =
        '<iframe src="data:text/html,<img src={0}>"></iframe>';""",
    "video": "document.body.innerHTML = '<video autoplay src={0}></video>';",
    "policy": """const meta = document.createElement('meta');
        meta.httpEquiv = 'Content-Security-Policy'; meta.content = "img-src 'none'; report-uri {0}";
        document.head.append(meta); new Image().src = '/x.png';""",
}


@pytest.mark.parametrize("way", sorted(WAYS))
def test_nothing_is_said_to_another_host(hostile: Hostile, proxy: Proxy, way: str) -> None:
    elsewhere = ELSEWHERE.format(proxy.port)
    proxy.pages["near.png"] = Reply(204)
    # What a page asks of its own host goes out after what it asked of others: a look at both is fair.
    script = f"{WAYS[way].format(elsewhere)} await pause(); await pause();"
    hostile.attempt(f"{script} await fetch('/near.png');")
    assert hostile.asked_for("near.png")
    assert not hostile.asked_for("elsewhere")


def test_a_page_reads_no_file_of_this_computer(hostile: Hostile) -> None:
    script = """
        const load = (url) => new Promise((tell) => {
            const image = new Image();
            image.onload = () => tell("got it");
            image.onerror = () => tell("refused");
            image.src = url;
        });
        const asked = await fetch("file:///etc/hostname").then(() => "got it", () => "refused");
        return `${asked} ${await load("file:///usr/share/pixmaps/debian-logo.png")}`;
    """
    assert hostile.attempt(script) == "refused refused"


def test_no_worker_outlives_its_page(hostile: Hostile, proxy: Proxy) -> None:
    proxy.pages["service.js"] = Reply(200, b"", {"Content-Type": "text/javascript"})
    script = """
        const plain = navigator.serviceWorker?.register("/service.js");
        await plain;
        return plain ? "got it" : "refused";
    """
    assert hostile.attempt(script) != "got it"
    assert not hostile.asked_for("service.js")


def test_the_page_learns_no_address_of_this_computer(hostile: Hostile) -> None:
    script = """
        const frame = document.createElement("iframe");
        document.body.append(frame);
        const Peer = window.RTCPeerConnection ?? frame.contentWindow.RTCPeerConnection;
        if (!Peer) return "";
        const found = [];
        const peer = new Peer({ iceServers: [] });
        peer.createDataChannel("x");
        peer.onicecandidate = ({ candidate }) => candidate && found.push(candidate.candidate);
        await peer.setLocalDescription(await peer.createOffer());
        for (let i = 0; i < 10; i += 1) await pause();
        return found.join();
    """
    assert hostile.attempt(script) == ""
