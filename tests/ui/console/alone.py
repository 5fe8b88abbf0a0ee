"""One console in a process of its own: ``python alone.py URL``. Says, in JSON, what came of it.

For what a process can be only once: who runs it, and whether Chromium's sandbox holds it.
"""

import json
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from launcher.model.console import ConsoleLink, ConsoleProtocol, ConsoleType, RemoteConsole
from launcher.model.errors import PortholeError
from launcher.model.instant import Instant
from launcher.model.profile import Profile
from launcher.model.server import ServerKey
from launcher.ui.console.embedding import Embedding


def sandbox_of(screen: QWidget) -> str:
    """Return the kernel's word for the filter on the page's process: ``2`` is a sandbox's."""
    from PySide6.QtWebEngineWidgets import QWebEngineView  # noqa: PLC0415 - not before it is asked for

    view = screen.findChild(QWebEngineView)
    assert view is not None
    status = Path(f"/proc/{view.page().renderProcessPid()}/status").read_text()
    return next(line.split()[1] for line in status.splitlines() if line.startswith("Seccomp:"))


def show(application: QApplication, embedding: Embedding, url: str) -> dict[str, object]:
    screen = embedding.make_screen(Profile(id="prod", name="prod"))
    screen.resize(640, 480)
    seen: dict[str, object] = {}

    def opened() -> None:
        seen["seccomp"] = sandbox_of(screen)
        application.quit()

    screen.session_opened.connect(opened)
    screen.page_failed.connect(lambda trouble: application.exit(seen.update(failed=trouble.what) or 0))
    QTimer.singleShot(20_000, application.quit)
    screen.show()
    console = RemoteConsole(ConsoleType.NOVNC, ConsoleProtocol.VNC, url)
    screen.load(ConsoleLink(ServerKey("prod", "1"), console, Instant.now(), 600.0))
    application.exec()
    screen.close_down()
    return seen


def main() -> None:
    application = QApplication(sys.argv)
    embedding = Embedding()
    try:
        seen = show(application, embedding, sys.argv[1])
    except PortholeError as error:
        seen = {"refused": error.trouble.what, "next_step": error.trouble.next_step}
    embedding.close()
    sys.stdout.write(json.dumps(seen))


if __name__ == "__main__":
    main()
