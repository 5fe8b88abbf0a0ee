"""Consoles closed while their pages download, and the program ends at once: ``python leaving.py URL``.

A process of its own, because what goes wrong then takes the whole process along.
"""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from launcher.model.console import ConsoleLink, ConsoleProtocol, ConsoleType, RemoteConsole
from launcher.model.instant import Instant
from launcher.model.profile import Profile
from launcher.model.server import ServerKey
from launcher.ui.console.embedding import Embedding

PROFILES = ["prod", "stage", "test"]
"""An engine each."""


def main() -> int:
    application = QApplication(sys.argv)
    embedding = Embedding()
    screens = [embedding.make_screen(Profile(id=name, name=name)) for name in PROFILES]
    waited_for = set(PROFILES)

    def loaded(name: str) -> None:
        waited_for.discard(name)
        if not waited_for:
            application.quit()

    for name, screen in zip(PROFILES, screens, strict=True):
        screen.page_loaded.connect(lambda name=name: loaded(name))
        screen.resize(320, 240)
        screen.show()
        console = RemoteConsole(ConsoleType.NOVNC, ConsoleProtocol.VNC, sys.argv[1])
        screen.load(ConsoleLink(ServerKey(name, "1"), console, Instant.now(), 600.0))
    QTimer.singleShot(20_000, lambda: application.exit(1))
    code = application.exec()
    for screen in screens:
        screen.close_down()
    embedding.close()
    return code


if __name__ == "__main__":
    sys.exit(main())
