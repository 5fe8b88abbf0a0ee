"""A desktop entry that belongs to a person: single keys are changed, everything else stays as it is."""

_GROUP = "[Desktop Entry]"


class DesktopEntry:
    """The lines of a file, and the keys of its main group (Desktop Entry Specification 1.5, "Basic format").

    Args:
        text: of the file.
    """

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()

    @property
    def text(self) -> str:
        """The file as it is now."""
        return "\n".join(self._lines) + "\n"

    def get(self, key: str) -> str:
        """Return a key's value, or nothing."""
        place = self._find(key)
        return "" if place is None else self._lines[place].partition("=")[2].strip()

    def is_true(self, key: str) -> bool:
        """Whether a key is there and true."""
        return self.get(key) in {"true", "1"}

    def set(self, key: str, value: str) -> None:
        """Give a key a value; one that is new comes to the end of the group."""
        place = self._find(key)
        if place is not None:
            self._lines[place] = f"{key}={value}"
            return
        _first, end = self._group()
        while end and not self._lines[end - 1].strip():
            end -= 1
        self._lines.insert(end, f"{key}={value}")

    def remove(self, key: str) -> None:
        """Leave a key out."""
        place = self._find(key)
        if place is not None:
            del self._lines[place]

    def _find(self, key: str) -> int | None:
        first, end = self._group()
        # Keys may not be there twice; where one is, desktops take the last.
        for place in range(end - 1, first - 1, -1):
            name, equals, _value = self._lines[place].partition("=")
            if equals and name.strip() == key:
                return place
        return None

    def _group(self) -> tuple[int, int]:
        """Return where the main group's lines begin and end; it is made where there is none."""
        stripped = [line.strip() for line in self._lines]
        if _GROUP not in stripped:
            self._lines.append(_GROUP)
            return len(self._lines), len(self._lines)
        first = stripped.index(_GROUP) + 1
        others = (place for place in range(first, len(stripped)) if stripped[place].startswith("["))
        return first, next(others, len(stripped))
