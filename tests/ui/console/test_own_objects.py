"""A console's page that reaches for Porthole's own objects, and for more of the desktop than its window."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QGuiApplication
from PySide6.QtWidgets import QWidget

from launcher.model.keyboard import Chord
from launcher.ui.console.state import ConnectionState
from tests.ui.console.hostile import Hostile, windows
from tests.ui.console.room import Room

LISTEN = """
    // Whatever our script calls of the page's, and every function on the way there.
    const sources = [];
    Error.prepareStackTrace = (_error, frames) => frames.map((one) => String(one.getFunction())).join();
    const spy = (owner, name) => {
        const plain = owner[name];
        owner[name] = function (...values) {
            sources.push(new Error().stack, ...values.map(String));
            return plain.apply(this, values);
        };
    };
    spy(EventTarget.prototype, "addEventListener");
    spy(EventTarget.prototype, "removeEventListener");
    spy(Reflect, "construct");
    spy(console, "log");
    spy(Function.prototype, "toString");
"""


def test_nothing_of_porthole_is_in_the_pages_world(hostile: Hostile) -> None:
    script = """
        const clean = /^(qt|QWebChannel|porthole.*|.*[0-9a-f]{32}.*)$/i;
        return Object.getOwnPropertyNames(window).filter((name) => clean.test(name)).join() +
            typeof qt + typeof QWebChannel + String(WebSocket);
    """
    assert hostile.attempt(script) == "undefinedundefinedfunction () { [native code] }"


def test_the_page_does_not_learn_how_its_session_is_watched(hostile: Hostile) -> None:
    script = f"""
        {LISTEN}
        const socket = new WebSocket(`ws://${{location.host}}/websockify`);
        await new Promise((go) => {{ socket.onmessage = go; socket.onclose = go; }});
        const found = sources.join().match(/[0-9a-f]{{32}}/);
        return found ? "found" : `${{sources.length > 0}}`;
    """
    assert hostile.attempt(script) == "true"


def test_a_page_that_guesses_how_it_is_watched_changes_nothing(room: Room, hostile: Hostile) -> None:
    script = """
        for (const word of ["connecting", "opened", "lost", "dropped"]) {
            console.log(word);
            for (let i = 0; i < 200; i += 1) console.log(`${i.toString(16).padStart(32, "0")}:${word}`);
        }
        await pause();
    """
    hostile.attempt(script)
    assert room.tab.state is ConnectionState.CONNECTING
    assert "session live" not in room.words()


def test_the_page_sees_keys_and_nothing_of_what_presses_them(room: Room, hostile: Hostile) -> None:
    script = """
        const seen = (what) => fetch(`/seen?${what}`);
        for (const name of ["querySelector", "querySelectorAll"]) document[name] = () => seen(name);
        EventTarget.prototype.dispatchEvent = () => seen("dispatch");
        HTMLElement.prototype.focus = () => seen("focus");
        window.KeyboardEvent = function () { seen("event"); };
        addEventListener("keydown", ({ code }) => tell(code));
        new WebSocket(`ws://${location.host}/websockify`);
        await new Promise(() => 0);
    """
    hostile.begin(script)
    room.wait_for(ConnectionState.LIVE)
    room.tab.view.press(Chord(("F7",)))
    room.qtbot.waitUntil(lambda: bool(hostile.told))
    assert hostile.told == ["F7"]
    assert not hostile.asked_for("seen")


TURN = """
    // A full screen that is refused is a promise that is never kept.
    const turn = async () => {
        for (let i = 0; i < 5; i += 1) await pause();
        if (!document.fullscreenElement) throw refused;
    };
"""
GREEDY = {
    "full screen": "document.documentElement.requestFullscreen(); await turn();",
    "pointer": "await document.body.requestPointerLock();",
    "system keys": "await navigator.keyboard.lock(['Escape']); await turn();",
    "wake lock": "await navigator.wakeLock.request('screen');",
    "idle": "if ((await IdleDetector.requestPermission()) !== 'granted') throw refused;",
    "window management": "await getScreenDetails();",
    "local files": "await showOpenFilePicker();",
    "lasting storage": "if (!(await navigator.storage.persist())) throw refused;",
    "payment": """await new PaymentRequest([{ supportedMethods: 'https://localhost/' }],
        { total: { label: 'x', amount: { currency: 'EUR', value: '1' } } }).show();""",
}


@pytest.mark.parametrize("wish", sorted(GREEDY))
def test_the_desktop_stays_the_operators(hostile: Hostile, wish: str) -> None:
    assert hostile.attempt(f"{TURN} {GREEDY[wish]} return 'got it';", clicked=True) != "got it"
    assert windows() == 1
    assert QWidget.mouseGrabber() is None
    assert QWidget.keyboardGrabber() is None


def test_no_sound_is_made_unasked(hostile: Hostile) -> None:
    samples = "UklGRiQAAABXQVZFZm10IBAAAAABAAEARKwAAIhYAQACABAAZGF0YQAAAAA="
    script = f"await new Audio('data:audio/wav;base64,{samples}').play(); return 'got it';"
    assert hostile.attempt(script) == "NotAllowedError"


def test_the_clipboard_is_not_written_unasked(hostile: Hostile) -> None:
    QGuiApplication.clipboard().setText("the operator's")
    script = """
        document.body.innerHTML = "<input id=a value=theirs>";
        document.getElementById("a").select();
        document.execCommand("copy");
        await navigator.clipboard.writeText("theirs").catch(() => 0);
    """
    hostile.attempt(script)
    assert QGuiApplication.clipboard().text() == "the operator's"


def test_a_file_that_is_dropped_there_stays_where_it_is(room: Room, hostile: Hostile) -> None:
    hostile.attempt("document.ondragover = (event) => event.preventDefault();")
    data = QMimeData()
    data.setUrls([QUrl("file:///etc/hostname")])
    actions, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    for target in (room.tab.view, *room.tab.view.findChildren(QWidget)):
        event = QDragEnterEvent(QPoint(9, 9), actions, data, button, Qt.KeyboardModifier.NoModifier)
        event.ignore()
        QGuiApplication.sendEvent(target, event)
        assert not (target.acceptDrops() and event.isAccepted()), target
