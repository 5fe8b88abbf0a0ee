"""What is changed about profiles without a dialog: their order, and the colour of each."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from launcher.model.errors import PortholeError
from launcher.model.profile import ProfileColour
from launcher.services.profiles import ProfileBook
from launcher.ui.lane import Lane
from launcher.ui.runner import TaskRunner
from launcher.ui.text import visible


class Arranging(QObject):
    """Shows an order at once and writes it then; what is asked for first is written first."""

    arranged = Signal()
    """The book has what was asked for."""

    refused = Signal(object)
    """The :class:`PortholeError` for which the book has again what it had before."""

    told = Signal(str)
    """A sentence about what became of it."""

    def __init__(self, book: ProfileBook, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._lane = Lane(runner, width=1)
        self._written: list[str] = []

    def reorder(self, profile_ids: Sequence[str]) -> None:
        """Put profiles into this order."""
        if self._lane.idle:
            self._written = self._order()
        self._book.arrange(profile_ids)
        self.arranged.emit()
        order = self._order()
        if [one for one in order if one in profile_ids] != [one for one in profile_ids if one in order]:
            words = self.tr("Your own profiles stand first, then your administrator's, then the demo's.")
            self.told.emit(words)
        self._lane.run(
            lambda _task: self._book.reorder(order),
            done=lambda _nothing: self._on_reordered(order),
            failed=self._on_order_refused,
        )

    def set_colour(self, profile_id: str, colour: ProfileColour) -> None:
        """Give a profile a colour, or none."""
        was_the_sites = self._book.is_from_site(profile_id)
        self._lane.run(
            lambda _task: self._book.set_colour(profile_id, colour),
            done=lambda _nothing: self._on_coloured(profile_id, was_the_sites=was_the_sites),
            failed=self.refused.emit,
        )

    def _order(self) -> list[str]:
        return [profile.id for profile in self._book.profiles]

    def _on_reordered(self, order: list[str]) -> None:
        self._written = order
        self._settle()

    def _on_order_refused(self, error: PortholeError) -> None:
        self._book.arrange(self._written)
        self.refused.emit(error)

    def _on_coloured(self, profile_id: str, *, was_the_sites: bool) -> None:
        self._settle()
        names = [visible(one.name) for one in self._book.profiles if one.id == profile_id]
        if was_the_sites and names:
            words = self.tr("{0} is your own copy now; your administrator's stays as it is.")
            self.told.emit(words.format(names[0]))

    def _settle(self) -> None:
        # An order that is still to be written stands in the list already.
        if self._lane.idle:
            self.arranged.emit()
