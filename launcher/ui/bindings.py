"""PySide6, without what it does to imports."""

import builtins


def load_qt() -> None:
    """Load PySide6, and leave Python's own import in its place; to be called before all else of ours with Qt.

    PySide6 puts its own there. That reads the source of each module that is imported from then on, to see
    whether that may want other names of Qt's (Qt for Python, ``__feature__``). None of ours does, and a start
    takes an eighth less time.
    """
    plain = builtins.__import__
    import PySide6.QtCore  # noqa: F401, PLC0415 - this is the moment

    builtins.__import__ = plain
