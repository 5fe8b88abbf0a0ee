"""Values that hold a secret."""

from typing import Any

import msgspec


class Reticent(msgspec.Struct, frozen=True):
    """A value whose ``repr`` tells of what kind it is, and nothing of what is in it."""

    def __repr__(self) -> str:
        """Return the name of its kind."""
        return f"{type(self).__name__}(…)"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        """Tell as little to those who print more than ``repr`` does."""
        return []
