"""What words have found so far: a word that grows by a letter is looked for among that."""

from launcher.services.filter import Filter
from launcher.services.rows import Row

_MOST_STEPS = 12
"""A word is seldom longer, and each step is a list of rows."""


class Found:
    """Keeps what was found on the way to the present words, so that a letter taken back costs nothing."""

    def __init__(self) -> None:
        self._among: list[Row] = []
        self._steps: list[tuple[Filter, list[Row]]] = []

    def rows(self, among: list[Row], wanted: Filter) -> list[Row]:
        """Return the rows that have the filter's words, in the order they are in.

        Args:
            among: all of them; whatever is found belongs to this very list.
            wanted: its tests are left aside.
        """
        if among is not self._among:
            self._among, self._steps = among, []
        while self._steps and not wanted.narrows(self._steps[-1][0]):
            self._steps.pop()
        rows = self._steps[-1][1] if self._steps else among
        if self._steps and self._steps[-1][0].narrows(wanted):
            return rows
        rows = _with_words(rows, wanted)
        if rows is not among:
            self._steps = [*self._steps, (wanted, rows)][-_MOST_STEPS:]
        return rows


def _with_words(rows: list[Row], wanted: Filter) -> list[Row]:
    for word in wanted.words:
        in_shared = _InShared(word)
        rows = [row for row in rows if word in row.own or in_shared[row.shared]]
    for word in wanted.unwanted:
        in_shared = _InShared(word)
        rows = [row for row in rows if word not in row.own and not in_shared[row.shared]]
    return rows


class _InShared(dict[str, bool]):
    """Whether a word is in a text that many rows share; looked for once a text."""

    def __init__(self, word: str) -> None:
        super().__init__()
        self._word = word

    def __missing__(self, text: str) -> bool:
        found = self[text] = self._word in text
        return found
