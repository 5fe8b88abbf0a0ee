"""The list with all that stands around it: filter bar, progress, notices, and its faces."""

from math import ceil

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from launcher.model.bookmarks import SavedFilter
from launcher.model.errors import Trouble
from launcher.model.instant import Instant
from launcher.model.server import Server, ServerKey
from launcher.services.places import Place, profile_of, scope_of
from launcher.services.profiles import ProfileBook
from launcher.services.scopes import Everything, Recent
from launcher.ui.face import Face, FaceContent
from launcher.ui.keyboard_stack import KeyboardStack
from launcher.ui.notices import NoticeBoard, Remedy
from launcher.ui.servers.faces import FaceChooser
from launcher.ui.servers.filter_bar import FilterBar
from launcher.ui.servers.freshness import Freshness
from launcher.ui.servers.loader import ServerLoader
from launcher.ui.servers.remedies import Remedies
from launcher.ui.servers.row_menu import RowMenu
from launcher.ui.servers.table_model import ServerTableModel
from launcher.ui.servers.table_view import ServerTableView
from launcher.ui.whisper import Whisper

_AGE_STEP = 20_000
"""Milliseconds between two looks at the list's age while it can be seen."""

_REFUSAL = "refusal "
"""Begins the subject of a notice about a profile that gave no list."""

_PAUSE = "pause "
"""Begins the subject of a notice about a profile whose cloud is left alone for a while."""

_Said = tuple[Trouble, tuple[Remedy, ...]]


class ServersPane(QWidget):
    """Shows the servers of one place: a profile, all of them, the favourites, a group, a saved filter."""

    servers_changed = Signal()
    """Of a single server something is known that was not known before."""

    server_activated = Signal(object, bool)
    """A :class:`Server` is to be opened; True: the other way."""

    link_copy_requested = Signal(object)
    """A fresh link of this :class:`Server` is to be put into the clipboard."""

    def __init__(
        self,
        model: ServerTableModel,
        loader: ServerLoader,
        book: ProfileBook,
        remedies: Remedies,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._loader = loader
        self._book = book
        self._remedies = remedies
        self._faces = FaceChooser(book, loader, remedies, self)
        self.freshness = Freshness(loader, self._shown, self)
        self._place: Place = Everything()
        self._begun = True
        self._whisper: Whisper | None = None
        self.bar = FilterBar(self)
        self.notices = NoticeBoard(self)
        self.table = ServerTableView(model, self)
        self.menu = RowMenu(book, self.table)
        self.face = Face(self)
        self._progress = self._thin_progress()
        self._lay_out()
        self.bar.box.textChanged.connect(self._on_filter_changed)
        self.bar.box.left.connect(self._on_filter_left)
        self.bar.box.entered.connect(self._on_filter_entered)
        self.bar.refresh_requested.connect(self.refresh)
        self.bar.cancel_requested.connect(loader.cancel)
        self.table.server_activated.connect(self.server_activated)
        self.table.text_typed.connect(self._on_text_typed)
        self.table.menu_requested.connect(self.menu.show)
        self.menu.opening_requested.connect(self.server_activated)
        self.menu.link_copy_requested.connect(self.link_copy_requested)
        remedies.filter_clear_requested.connect(self._on_filter_clear_requested)
        loader.listing_changed.connect(self.show_listing)
        loader.state_changed.connect(self._on_state_changed)
        loader.settled.connect(self._show_age)
        self._age_timer = QTimer(self)
        self._age_timer.setInterval(_AGE_STEP)
        self._age_timer.timeout.connect(self._show_age)
        self._on_state_changed()

    def show_place(self, place: Place, *, text_stays: bool = False) -> None:
        """Show the servers of a place; what nobody has asked for yet is loaded, as soon as it can be seen.

        A saved filter brings its text, and takes it away again, unless somebody has changed it.

        Args:
            place: which.
            text_stays: leave the filter's box as it is.
        """
        left, self._place = self._place, place
        self._model.listing.show_scope(scope_of(place))
        self.table.show_own_order(own=isinstance(place, Recent))
        self.bar.saving.show_place(place)
        text = self.bar.box.text()
        wanted = text if text_stays else _text_at(place, left, text)
        if wanted == text:
            self.show_listing()
        else:
            self.bar.box.setText(wanted)
        self._on_state_changed()
        self._begun = self.isVisible()
        if self._begun:
            self._loader.begin(self._shown())
        self.freshness.look_again()

    def refresh(self) -> None:
        """Load the shown profiles anew."""
        self._loader.refresh(self._shown())

    def take_keyboard(self) -> None:
        """Put the keyboard into the list, or into what stands in its place."""
        self._stack.take_keyboard()

    def focus_filter(self) -> None:
        """Put the keyboard into the filter."""
        self.bar.box.setFocus()
        self.bar.box.selectAll()

    def server_vanished(self, key: ServerKey) -> None:
        """Let a server leave that the cloud no longer has."""
        self._model.listing.drop([key])
        self.show_listing()
        self.servers_changed.emit()

    def server_seen(self, server: Server) -> None:
        """Take in what the cloud says of one server."""
        if self._model.listing.server(server.key) is not None:
            self._model.listing.update([server])
            self.show_listing()
            self.servers_changed.emit()

    def show_listing(self) -> None:
        """Show the listing as it is now: its rows, or the face that stands for none."""
        self._model.apply()
        self._show_rows_or_face()

    def show_waiting(self, title: str) -> None:
        """Say that something is under way that the list will follow."""
        self.face.show_content(FaceContent(title, busy=True))
        self._stack.show_page(self.face, self._stack)

    def is_offered(self, profile_id: str) -> bool:
        """Whether a profile gave no list only because nobody has logged in to it yet."""
        return self._faces.is_offered(profile_id)

    def say(self, text: str) -> None:
        """Tell of something that was done; it goes by itself."""
        if self._whisper is None:
            self._whisper = Whisper(self)
        self._whisper.say(text)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the list fresh, and its age true, while it can be read."""
        super().showEvent(event)
        if not self._begun:
            self._begun = True
            self._loader.begin(self._shown())
        self._show_age()
        self._age_timer.start()
        self.freshness.wake()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Sleep while nobody looks."""
        super().hideEvent(event)
        self._age_timer.stop()
        self.freshness.sleep()

    def _lay_out(self) -> None:
        self._stack = KeyboardStack(self)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.face)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(self._progress)
        layout.addWidget(self.notices)
        layout.addWidget(self._stack, 1)

    def _thin_progress(self) -> QProgressBar:
        progress = QProgressBar(self)
        progress.setRange(0, 0)
        progress.setTextVisible(False)
        progress.setFixedHeight(3)
        progress.setAccessibleName(self.tr("Loading servers"))
        kept = progress.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        progress.setSizePolicy(kept)
        return progress

    def _shown(self) -> list[str]:
        chosen = profile_of(self._place)
        return [one.id for one in self._book.profiles if chosen in (None, one.id)]

    def _on_filter_changed(self, text: str) -> None:
        self.bar.show_filter_problem(self._model.listing.filter(text))
        self.show_listing()

    def _on_filter_left(self) -> None:
        self.table.select_first()
        self.table.setFocus()

    def _on_filter_entered(self, other_way: bool) -> None:
        self.table.select_first()
        self.table.activate_current(other_way=other_way)

    def _on_filter_clear_requested(self) -> None:
        self.bar.box.clear()
        self.bar.box.setFocus()

    def _on_text_typed(self, text: str) -> None:
        self.bar.box.setFocus()
        self.bar.box.setText(self.bar.box.text() + text)

    def _on_state_changed(self) -> None:
        shown = set(self._shown())
        loading = bool(shown & self._loader.loading)
        self._progress.setVisible(loading)
        self.bar.show_loading(loading=loading)
        self._show_age()
        self._post_notices(shown)
        self._show_rows_or_face()

    def _show_rows_or_face(self) -> None:
        listing = self._model.listing
        self.bar.show_count(len(listing.visible), len(listing))
        if listing.visible:
            self._stack.show_page(self.table, self._stack)
            return
        self.face.show_content(self._faces.choose(self._place, len(listing), self.bar.box.text().strip()))
        self._stack.show_page(self.face, self._stack)

    def _post_notices(self, shown: set[str]) -> None:
        said = self._refusals(shown) | self._pauses(shown)
        for subject in self.notices.subjects - said.keys():
            if subject.startswith((_REFUSAL, _PAUSE)):
                self.notices.withdraw(subject)
        for subject, (trouble, remedies) in said.items():
            self.notices.post(subject, trouble, remedies)

    def _refusals(self, shown: set[str]) -> dict[str, _Said]:
        # One profile alone that gave nothing has the whole face to say why.
        if len(shown) == 1 and not len(self._model.listing) and self._faces.tells_refusals(self._place):
            return {}
        return {
            _REFUSAL + one: (error.trouble, self._remedies.for_error(one, error))
            for one, error in self._loader.refusals.items()
            if one in shown and not self._faces.is_offered(one)
        }

    def _pauses(self, shown: set[str]) -> dict[str, _Said]:
        what = self.tr("The cloud asks for a pause: it had too many requests.")
        step = self.tr("Porthole goes on by itself in {0} s.")
        return {
            _PAUSE + one: (Trouble(what, step.format(ceil(seconds)), cloud=self._book.get(one).name), ())
            for one, seconds in self._loader.pauses.items()
            if one in shown
        }

    def _show_age(self) -> None:
        now, shown = Instant.now(), self._shown()
        times = [self._loader.loaded_at[one] for one in shown if one in self._loader.loaded_at]
        oldest = max((now.seconds_since(time) for time in times), default=None)
        self.bar.show_age(oldest, refreshing=not self._loader.loading.isdisjoint(shown))


def _text_at(place: Place, left: Place, text: str) -> str:
    """Return what stands in the filter's box after a person went from one place to another."""
    if place == left:
        return text
    if isinstance(place, SavedFilter):
        return place.text
    return "" if isinstance(left, SavedFilter) and text == left.text else text
