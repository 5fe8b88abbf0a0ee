"""What nobody foresaw: logged with its traceback, and told to the person without one."""

import logging
import sys
import threading
from types import TracebackType

from PySide6.QtCore import QObject, Signal

from launcher.model.errors import Trouble, UnforeseenError

_log = logging.getLogger(__name__)


def unforeseen(error: BaseException) -> UnforeseenError:
    """Return what a person is told of a defect. The error's own text may hold a secret: it stays out."""
    return UnforeseenError(
        Trouble(
            what="Porthole ran into an error of its own.",
            next_step="Try again; if it comes back, report it with the log file.",
            details=type(error).__name__,
        )
    )


class Mishaps(QObject):
    """Catches every exception that no code of ours has caught, in any thread."""

    happened = Signal(object)
    """An :class:`UnforeseenError`."""

    def watch(self) -> None:
        """Take the place of Python's own answer, which is a traceback on the screen."""
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        _log.error("unforeseen error", exc_info=(kind, error, trace))
        if not issubclass(kind, KeyboardInterrupt):
            self.happened.emit(unforeseen(error))

    def _on_thread_exception(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            self._on_exception(caught.exc_type, caught.exc_value, caught.exc_traceback)
