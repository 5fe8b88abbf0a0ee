"""A shortcut for the whole desktop, given by its portal (``org.freedesktop.portal.GlobalShortcuts`` 1, 2).

Nothing is taken behind a person's back: the desktop asks them which key it is to be, and has them change it.
"""

import threading
from collections.abc import Callable
from queue import Empty, Queue
from secrets import token_hex
from typing import Any

import msgspec

from launcher.services.desktop.bus import BusError, Listening, Place, SessionBus

_NAME, _PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
_PORTAL = Place(_NAME, _PATH, "org.freedesktop.portal.GlobalShortcuts")
_REGISTRY = Place(_NAME, _PATH, "org.freedesktop.host.portal.Registry")
_PROPERTIES = Place(_NAME, _PATH, "org.freedesktop.DBus.Properties")
_BUS = Place("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")

_APP = "porthole"
"""As the desktop entry is called."""

_SHORTCUT = "quick-connect"
_PREFERRED = "CTRL+ALT+k"
"""As the shortcuts specification writes it. The desktop, and the person, may choose another."""

_START_SECONDS = 25.0
"""A portal may have to be started first."""

_LOOK_EVERY = 0.5
"""Seconds between two looks whether anybody still waits for a person's answer."""

_DONE = 0
_CONFIGURABLE = 2
"""The version of the portal from which on a person can be taken to where keys are changed."""


class ShortcutRefusedError(Exception):
    """The person, or the desktop, gave no key."""


class Bound(msgspec.Struct, frozen=True):
    """A shortcut that is in force.

    Attributes:
        trigger: the key in the desktop's words (``Ctrl+Alt+K``); empty where it says none.
        configurable: whether :meth:`GlobalShortcut.configure` can be called.
    """

    trigger: str
    configurable: bool


class GlobalShortcut:
    """Asks the desktop for the shortcut, and hears when it is pressed.

    Every method waits for the bus.

    Args:
        bus: where the portal is.
        pressed: called in the bus's thread, with what lets a Wayland window come forward (the token of
            ``xdg-activation``, or empty).
        changed: called in the bus's thread when another key is in force, with the desktop's words for it.
        lost: called in the bus's thread when the portal was started anew: it knows of no shortcut any more.
    """

    def __init__(
        self,
        bus: SessionBus,
        pressed: Callable[[str], object],
        changed: Callable[[str], object],
        lost: Callable[[], object],
    ) -> None:
        self._bus = bus
        self._pressed = pressed
        self._changed = changed
        self._lost = lost
        self._lock = threading.Lock()
        self._session = ""
        self._version = 0
        self._listens = False
        self._registered_as = ""

    def is_there(self) -> bool:
        """Whether the desktop gives shortcuts."""
        try:
            self._register()
            self._version = self._look_up_version()
        except BusError:
            return False
        return self._version > 0

    def bind(self, words: str, window: str, cancelled: Callable[[], bool]) -> Bound:
        """Have the shortcut, after a person's answer where the desktop asks for one: as long as that takes.

        Args:
            words: what it does, for the desktop to show.
            window: over which to ask, as the portal's documentation has it (``x11:1a2b``), or empty.
            cancelled: asked from time to time.

        Raises:
            BusError: the desktop gives no shortcuts.
            ShortcutRefusedError: this one it, or the person, did not give.
        """
        with self._lock:
            self._register()
            self._version = self._look_up_version()
            self._listen()
            self._close_session()
            session = self._ask(
                "CreateSession", "a{sv}", (), {"session_handle_token": ("s", _token())}, cancelled
            )
            self._session = str(session["session_handle"][1])
            wish = {"description": ("s", words), "preferred_trigger": ("s", _PREFERRED)}
            try:
                bound = self._ask(
                    "BindShortcuts",
                    "oa(sa{sv})sa{sv}",
                    (self._session, [(_SHORTCUT, wish)], window),
                    {},
                    cancelled,
                )
                trigger = _trigger(bound.get("shortcuts", ("", ()))[1])
            except (BusError, ShortcutRefusedError):
                self._close_session()
                raise
            if trigger is None:
                self._close_session()
                raise ShortcutRefusedError
            return Bound(trigger, self._version >= _CONFIGURABLE)

    def configure(self, window: str) -> None:
        """Take the person to where the desktop lets them change the key.

        Raises:
            BusError: it does not.
        """
        self._bus.call(_PORTAL, "ConfigureShortcuts", "osa{sv}", self._session, window, {})

    def release(self) -> None:
        """Give the shortcut back."""
        with self._lock:
            self._close_session()

    def _register(self) -> None:
        """Say which program this is, before anything else; older portals find that out by themselves."""
        own_name = self._bus.own_name
        if self._registered_as != own_name:
            self._registered_as = own_name
            try:
                self._bus.call(_REGISTRY, "Register", "sa{sv}", _APP, {}, seconds=_START_SECONDS)
            except BusError:
                return

    def _look_up_version(self) -> int:
        asked = (_PORTAL.interface, "version")
        ((_kind, version),) = self._bus.call(_PROPERTIES, "Get", "ss", *asked, seconds=_START_SECONDS)
        return int(version)

    def _listen(self) -> None:
        if not self._listens:
            self._bus.listen(_PORTAL, "Activated", self._on_activated)
            self._bus.listen(_PORTAL, "ShortcutsChanged", self._on_changed)
            self._bus.listen(_BUS, "NameOwnerChanged", self._on_owner_changed, about=_NAME)
            self._listens = True

    def _ask(
        self,
        method: str,
        signature: str,
        values: tuple[Any, ...],
        options: dict[str, Any],
        cancelled: Callable[[], bool],
    ) -> dict[str, Any]:
        """Ask the portal, and return what its answer holds, a signal (``org.freedesktop.portal.Request``)."""
        token = _token()
        sender = self._bus.own_name.removeprefix(":").replace(".", "_")
        request = Place(_NAME, f"{_PATH}/request/{sender}/{token}", "org.freedesktop.portal.Request")
        answers: Queue[tuple[int, dict[str, Any]]] = Queue()
        # Before the question: the answer may be quicker than its receipt.
        listening: Listening = self._bus.listen(
            request, "Response", lambda body: answers.put((body[0], body[1]))
        )
        try:
            self._bus.call(
                _PORTAL,
                method,
                signature,
                *values,
                {**options, "handle_token": ("s", token)},
                seconds=_START_SECONDS,
            )
            while not cancelled():
                try:
                    code, results = answers.get(timeout=_LOOK_EVERY)
                except Empty:
                    continue
                if code == _DONE:
                    return results
                break
            else:
                self._bus.call(request, "Close")
            raise ShortcutRefusedError
        finally:
            self._bus.stop_listening(listening)

    def _close_session(self) -> None:
        session, self._session = self._session, ""
        if session:
            try:
                self._bus.call(Place(_NAME, session, "org.freedesktop.portal.Session"), "Close")
            except BusError:
                return

    # Called in the bus's thread.

    def _on_activated(self, body: tuple[Any, ...]) -> None:
        session, shortcut, _timestamp, options = body
        if session == self._session and shortcut == _SHORTCUT:
            self._pressed(str(options.get("activation_token", ("s", ""))[1]))

    def _on_changed(self, body: tuple[Any, ...]) -> None:
        session, shortcuts = body
        if session == self._session:
            self._changed(_trigger(shortcuts) or "")

    def _on_owner_changed(self, body: tuple[Any, ...]) -> None:
        _name, _old, new = body
        self._registered_as = ""
        if new and self._session:
            self._session = ""
            self._lost()


def _trigger(shortcuts: Any) -> str | None:
    """Return the desktop's words for the key of the shortcut, or None where it is not among those given."""
    for name, about in shortcuts:
        if name == _SHORTCUT:
            return str(about.get("trigger_description", ("s", ""))[1])
    return None


def _token() -> str:
    return f"porthole_{token_hex(8)}"
