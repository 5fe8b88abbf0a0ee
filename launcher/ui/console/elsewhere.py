"""Links that are not followed here: a browser shows them, or somebody pastes them."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from launcher.model.console import ConsoleLink, ConsoleType, clock_text
from launcher.model.errors import PortholeError
from launcher.model.instant import Instant
from launcher.model.server import Server
from launcher.ui.browsers import Browsers
from launcher.ui.console.askings import Askings, Refused


class Elsewhere(QObject):
    """Asks for a link, and gives it away."""

    def __init__(
        self, askings: Askings, browsers: Browsers, here: Callable[[Server, ConsoleLink], None]
    ) -> None:
        """Begin.

        Args:
            askings: through which links are asked for; it owns this.
            browsers: the person's.
            here: shows a link that no browser can.
        """
        super().__init__(askings)
        self._askings = askings
        self._browsers = browsers
        self._here = here

    def browse(self, server: Server, opened: Callable[[], None], refused: Refused) -> None:
        """Show a server's console in the browser."""

        def failed(error: PortholeError) -> None:
            refused(error.about(server=server.name))

        def arrived(link: ConsoleLink) -> None:
            if link.console.type is ConsoleType.SERIAL:
                # No browser shows a serial line by itself.
                self._here(server, link)
            else:
                self._browsers.open(link.url, opened, failed)

        self._askings.ask(server, arrived, refused)

    def copy(self, server: Server, tell: Callable[[str], None], refused: Refused) -> None:
        """Put a link to a server's console into the clipboard; ``tell`` gets a sentence about it."""

        def arrived(link: ConsoleLink) -> None:
            QGuiApplication.clipboard().setText(link.url)
            left = clock_text(link.remaining(Instant.now()))
            tell(
                self.tr(
                    "Link copied. For the next {0} whoever has it can use this console, without a login."
                ).format(left)
            )

        self._askings.ask(server, arrived, refused)
