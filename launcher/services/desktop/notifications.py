"""Notifications on the desktop (Desktop Notifications Specification 1.3)."""

import html
import re
import threading
from collections.abc import Callable
from typing import Any

from launcher.model.notification import Notification
from launcher.services.desktop.bus import BusError, Place, SessionBus
from launcher.storage import paths

_DESKTOP = Place(
    "org.freedesktop.Notifications", "/org/freedesktop/Notifications", "org.freedesktop.Notifications"
)
_ADDRESS = re.compile(r"\b[a-z][a-z0-9+.-]*://\S*", re.IGNORECASE)
_LONGEST = 300
"""Characters of a text; more is cut off by the desktop, or in everybody's way."""

_NORMAL = 1
"""Urgency. What is critical stays on the screen until somebody closes it: nothing here is."""

_CLICK, _BUTTON = "default", "open"
_AS_THE_DESKTOP_LIKES = -1

Chosen = Callable[[str, str], object]
"""Gets the subject of a notification that a person followed, and what lets a Wayland window come forward (the
token of ``xdg-activation``, or empty)."""


class DesktopNotifications:
    """Shows notifications, and hears which of them a person follows.

    Args:
        bus: where the desktop's service is.
        chosen: called in the bus's thread.
    """

    def __init__(self, bus: SessionBus, chosen: Chosen) -> None:
        self._bus = bus
        self._chosen = chosen
        self._lock = threading.Lock()
        self._numbers: dict[str, int] = {}
        self._tokens: dict[int, str] = {}
        self._listens = False

    def is_there(self) -> bool:
        """Whether the desktop shows notifications. Waits for the bus."""
        try:
            self._bus.call(_DESKTOP, "GetServerInformation")
        except BusError:
            return False
        return True

    def show(self, notification: Notification) -> None:
        """Show a notification, in place of the one about the same subject. Waits for the bus.

        Raises:
            BusError: the desktop shows none.
        """
        with self._lock:
            self._listen()
            # Asked each time: the desktop's service may be another one by now.
            (can,) = self._bus.call(_DESKTOP, "GetCapabilities")
            known = self._numbers.get(notification.subject, 0)
            (number,) = self._bus.call(
                _DESKTOP, "Notify", "susssasa{sv}i", *_values(notification, frozenset(can), known)
            )
            self._numbers[notification.subject] = number

    def withdraw(self, subject: str) -> None:
        """Take a notification away. Waits for the bus; where there is none, there is nothing to take away."""
        with self._lock:
            number = self._numbers.pop(subject, None)
            if number is not None:
                try:
                    self._bus.call(_DESKTOP, "CloseNotification", "u", number)
                except BusError:
                    return

    def _listen(self) -> None:
        if not self._listens:
            self._bus.listen(_DESKTOP, "ActivationToken", self._on_token)
            self._bus.listen(_DESKTOP, "ActionInvoked", self._on_action)
            self._bus.listen(_DESKTOP, "NotificationClosed", self._on_closed)
            self._listens = True

    # Called in the bus's thread, while `show` may hold the lock and wait for it: so these take none.

    def _on_token(self, body: tuple[Any, ...]) -> None:
        number, token = body
        if self._subject_of(number) is not None:
            self._tokens[number] = token

    def _on_action(self, body: tuple[Any, ...]) -> None:
        number, _action = body
        subject = self._subject_of(number)
        if subject is not None:
            self._chosen(subject, self._tokens.pop(number, ""))

    def _on_closed(self, body: tuple[Any, ...]) -> None:
        number, _reason = body
        self._tokens.pop(number, None)
        subject = self._subject_of(number)
        if subject is not None:
            self._numbers.pop(subject, None)

    def _subject_of(self, number: int) -> str | None:
        # All programs hear of all notifications.
        numbers = self._numbers.copy()
        return next((subject for subject, known in numbers.items() if known == number), None)


def plain(text: str) -> str:
    """Return a text without addresses, which may carry a token, and no longer than a notification is."""
    without = _ADDRESS.sub("…", text)
    return without if len(without) <= _LONGEST else f"{without[: _LONGEST - 1]}…"


def _values(notification: Notification, can: frozenset[str], known: int) -> tuple[Any, ...]:
    title, text = plain(notification.title), plain(notification.text)
    if "body" not in can and text:
        title, text = f"{title}: {text}", ""
    if "body-markup" in can:
        text = html.escape(text, quote=False)
    actions = []
    if notification.action and "actions" in can:
        actions = [_CLICK, notification.action, _BUTTON, notification.action]
    hints = {"urgency": ("y", _NORMAL), "desktop-entry": ("s", "porthole")}
    icon = paths.resource("icons/porthole.svg").as_uri()
    return "Porthole", known, icon, title, text, actions, hints, _AS_THE_DESKTOP_LIKES
