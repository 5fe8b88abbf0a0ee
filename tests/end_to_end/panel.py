"""A panel that speaks StatusNotifier: the watcher that icons register with, and the host that shows menus.

It lives on a D-Bus of its own, in threads beside Qt's, as a panel is a process beside Porthole
(freedesktop.org, "StatusNotifierItem"; "com.canonical.dbusmenu").
"""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from typing import Any, NamedTuple

from jeepney import DBusAddress, HeaderFields, MessageFlag, MessageType, new_method_call, new_method_return
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.low_level import Message
from jeepney.wrappers import new_error

from tests.end_to_end.hand import wait_until

WATCHER = "org.kde.StatusNotifierWatcher"
_ITEM = "org.kde.StatusNotifierItem"
_MENU = "com.canonical.dbusmenu"
_PROPERTIES = "org.freedesktop.DBus.Properties"


class Entry(NamedTuple):
    """One entry of a menu as a panel got it.

    Attributes:
        id: to be named in events.
        label: as a panel shows it: without the sign of its access key.
        enabled: whether it can be clicked.
        separator: whether it is a line.
        children: of a submenu.
    """

    id: int
    label: str
    enabled: bool
    separator: bool
    children: "tuple[Entry, ...]"


class Panel:
    """Shows the icons that register, and clicks them and their menus.

    Args:
        address: of the bus.
    """

    def __init__(self, address: str) -> None:
        self._address = address
        self.items: list[tuple[str, str]] = []
        self._worker = ThreadPoolExecutor(1)
        self._stopping = threading.Event()
        self._watching: threading.Thread | None = None
        self._connection: DBusConnection | None = None

    def start(self) -> None:
        """Appear on the bus."""
        self._stopping.clear()
        self._connection = open_dbus_connection(self._address)
        self._connection.send_and_get_reply(message_bus.RequestName(WATCHER))
        self._watching = threading.Thread(target=self._watch, args=(self._connection,))
        self._watching.start()

    def stop(self) -> None:
        """Leave the bus, as a panel that crashed."""
        self._stopping.set()
        if self._watching is not None:
            self._watching.join()
            self._watching = None
        self.items.clear()

    def close(self) -> None:
        """Leave the bus for good."""
        self.stop()
        self._worker.shutdown()

    def wait_for_icon(self) -> None:
        """Wait until an icon has registered, and is not about to be another one."""
        wait_until(lambda: self.items and self._answers(), "the icon in the panel")

    # What a person does.

    def click(self) -> None:
        """Click the icon with the left button."""
        self._ask(_ITEM, "Activate", "ii", (0, 0))

    def menu(self, *, announced: bool = True) -> tuple[Entry, ...]:
        """Open the icon's menu; returns its entries.

        Args:
            announced: tell the program first, which some panels never do.
        """
        if announced:
            self._ask(_MENU, "AboutToShow", "i", (0,))
        _revision, layout = self._ask(_MENU, "GetLayout", "iias", (0, -1, []))
        return _entry(layout).children

    def choose(self, entry: Entry) -> None:
        """Click an entry of the menu."""
        self._ask(_MENU, "Event", "isvu", (entry.id, "clicked", ("s", ""), 0))

    def property(self, name: str) -> Any:
        """Return what the icon says of itself."""
        ((_signature, value),) = self._ask(_PROPERTIES, "Get", "ss", (_ITEM, name))
        return value

    def _answers(self) -> bool:
        try:
            return bool(self.property("Id"))
        except LookupError:
            return False

    def _ask(self, interface: str, member: str, signature: str, body: tuple[Any, ...]) -> tuple[Any, ...]:
        """Call the icon's program and let Qt answer meanwhile."""
        answer: Future[tuple[Any, ...]] = self._worker.submit(self._call, interface, member, signature, body)
        wait_until(answer.done, f"the answer to {member}")
        return answer.result()

    def _call(self, interface: str, member: str, signature: str, body: tuple[Any, ...]) -> tuple[Any, ...]:
        service, path = self.items[-1]
        with closing(open_dbus_connection(self._address)) as connection:
            if interface == _MENU:
                item = DBusAddress(path, service, _PROPERTIES)
                ((_, path),) = _reply(connection, new_method_call(item, "Get", "ss", (_ITEM, "Menu")))
            call = new_method_call(DBusAddress(path, service, interface), member, signature, body)
            return _reply(connection, call)

    # What the watcher answers.

    def _watch(self, connection: DBusConnection) -> None:
        with closing(connection):
            while not self._stopping.is_set():
                try:
                    message = connection.receive(timeout=0.05)
                except TimeoutError:
                    continue
                if message.header.message_type is MessageType.method_call:
                    reply = self._answer(message)
                    if not message.header.flags & MessageFlag.no_reply_expected:
                        connection.send(reply)

    def _answer(self, call: Message) -> Message:
        member = call.header.fields[HeaderFields.member]
        properties = {
            "IsStatusNotifierHostRegistered": ("b", True),
            "ProtocolVersion": ("i", 0),
            "RegisteredStatusNotifierItems": ("as", [service for service, _ in self.items]),
        }
        if member == "RegisterStatusNotifierItem":
            (named,) = call.body
            sender = call.header.fields[HeaderFields.sender]
            self.items.append((sender, named) if named.startswith("/") else (named, "/StatusNotifierItem"))
            return new_method_return(call)
        if member == "Get":
            return new_method_return(call, "v", (properties[call.body[1]],))
        if member == "GetAll":
            return new_method_return(call, "a{sv}", (properties,))
        return new_error(call, "org.freedesktop.DBus.Error.UnknownMethod", "s", (member,))


@contextmanager
def panel(address: str) -> Iterator[Panel]:
    """Run a panel as long as it is needed."""
    one = Panel(address)
    one.start()
    try:
        yield one
    finally:
        one.close()


def find(entries: tuple[Entry, ...], matches: Callable[[str], bool] | str) -> Entry:
    """Return the entry with a label, wherever it stands."""
    for entry in entries:
        if entry.label == matches if isinstance(matches, str) else matches(entry.label):
            return entry
    message = f"{matches!r} is not among {[entry.label for entry in entries]}"
    raise AssertionError(message)


def _reply(connection: DBusConnection, call: Message) -> tuple[Any, ...]:
    """Return what a call gave.

    Raises:
        LookupError: nobody is there any more, or not yet.
    """
    reply = connection.send_and_get_reply(call, timeout=10)
    if reply.header.message_type is not MessageType.method_return:
        raise LookupError(reply.body)
    return tuple(reply.body)


def _entry(layout: tuple[int, dict[str, tuple[str, Any]], list[tuple[str, Any]]]) -> Entry:
    number, properties, children = layout
    said = {name: value for name, (_, value) in properties.items()}
    return Entry(
        number,
        _shown(str(said.get("label", ""))),
        bool(said.get("enabled", True)),
        said.get("type") == "separator",
        tuple(_entry(child) for _signature, child in children),
    )


def _shown(label: str) -> str:
    """Return a label as a panel shows it: one underscore marks the access key, two are one (dbusmenu)."""
    parts = label.split("__")
    return "_".join(part.replace("_", "") for part in parts)
