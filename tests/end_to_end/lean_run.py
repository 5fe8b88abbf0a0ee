"""Porthole with its list and the browser alone: says, in JSON, what of the web engine is in memory.

``python -m tests.end_to_end.lean_run``, on a display of its own.
"""

import json
import sys

from PySide6.QtWidgets import QApplication

from launcher.app import Start, make_application
from launcher.model.browser import BrowserChoice
from launcher.model.console import ConsoleType, OpenIn
from tests.end_to_end.hand import wait_until
from tests.end_to_end.stage import empty_home, stage


class Browser:
    """Stands where the system's browser would be started."""

    def __init__(self) -> None:
        self.opened = 0

    def open(self, _url: str, _choice: BrowserChoice) -> None:
        """Take note of it."""
        self.opened += 1

    def close(self) -> None:
        """Nothing to wait for."""


def main() -> None:
    """Use what needs no embedded console, then look."""
    browser = Browser()
    application: QApplication = make_application(["porthole"])
    with empty_home(), stage(Start(demo=True), application, browser) as on:  # type: ignore[arg-type]
        on.wait_for_servers()
        book, desk = on.porthole.book, on.porthole.consoles.desk
        with_screen = {one.id for one in book.profiles if one.console_types[0] is not ConsoleType.SERIAL}
        web_01 = [one for one in on.porthole.listing.visible if one.name == "web-01"]
        server = next(one for one in web_01 if one.profile_id in with_screen)
        desk.open(server, OpenIn.BROWSER)
        wait_until(lambda: browser.opened, "the browser")
        copied: list[str] = []
        desk.link_copied.connect(copied.append)
        desk.copy_link(server)
        wait_until(lambda: copied, "the link")
        found = sorted(name for name in sys.modules if "WebEngine" in name or "WebChannel" in name)
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
