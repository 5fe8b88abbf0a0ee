"""Profiles: adding, changing and removing them, and what their servers' list does about it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from launcher.app.parts import Parts
from launcher.model.errors import BrowserLoginError, PortholeError
from launcher.model.profile import ProfileColour
from launcher.services.places import place_from

if TYPE_CHECKING:
    from launcher.services.imports import FoundClouds
    from launcher.ui.profiles.arranging import Arranging
    from launcher.ui.profiles.desk import ProfileDesk


_ARRANGING = "arranging"


class ProfilesRoom(QObject):
    """Hears what a person wants done to profiles, and tells the list what came of it."""

    profile_removed = Signal(str)
    """A profile is no longer there; carries its id."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts)
        self._parts = parts
        self._desk: ProfileDesk | None = None
        self._arranging: Arranging | None = None
        self._waiting: dict[str, list[Callable[[], None]]] = {}
        for asking in (parts.window, parts.sidebar, parts.remedies):
            asking.add_requested.connect(self._on_add_requested)
        for asking in (parts.sidebar, parts.remedies):
            asking.edit_requested.connect(self._on_edit_requested)
        for asking in (parts.window, parts.remedies):
            asking.import_requested.connect(self._on_import_requested)
        parts.window.export_requested.connect(self._on_export_requested)
        parts.sidebar.remove_requested.connect(self._on_remove_requested)
        parts.sidebar.duplicate_requested.connect(self._on_duplicate_requested)
        # Whoever drops a profile is still at it: the list must not change under their hands.
        parts.sidebar.order_requested.connect(self._on_order_requested, Qt.ConnectionType.QueuedConnection)
        parts.sidebar.colour_requested.connect(self._on_colour_requested)
        parts.remedies.secret_requested.connect(self._on_secret_requested)
        parts.remedies.browser_requested.connect(self._on_browser_requested)

    @property
    def desk(self) -> "ProfileDesk":
        """The dialogs; imported and built when the first is wanted."""
        if self._desk is None:
            from launcher.ui.profiles.desk import ProfileDesk  # noqa: PLC0415 - see Porthole

            parts = self._parts
            self._desk = desk = ProfileDesk(parts.book, parts.connections, parts.runner, parts.window)
            desk.profile_saved.connect(self.changed)
            desk.profile_removed.connect(self._forget)
            desk.profile_removed.connect(self.profile_removed)
            desk.secret_entered.connect(self._on_secret_entered)
            desk.code_entered.connect(self._on_code_entered)
            desk.code_refused.connect(lambda profile_id: self._waiting.pop(profile_id, None))
            desk.profiles_imported.connect(self._on_profiles_imported)
            desk.profiles_exported.connect(self._on_profiles_exported)
        return self._desk

    @property
    def arranging(self) -> "Arranging":
        """What needs no dialog; imported and built when it is first wanted."""
        if self._arranging is None:
            from launcher.ui.profiles.arranging import Arranging  # noqa: PLC0415 - see Porthole

            self._arranging = Arranging(self._parts.book, self._parts.runner, self)
            self._arranging.arranged.connect(self._on_arranged)
            self._arranging.refused.connect(self._on_arranging_refused)
            self._arranging.told.connect(self._parts.pane.say)
        return self._arranging

    def load(self) -> None:
        """Read the file of profiles, and what a person marked; then ask for the servers."""
        parts = self._parts
        parts.runner.run(
            lambda _task: (*parts.book.load(), *parts.load_marks()),
            done=self._on_loaded,
            failed=self._on_load_failed,
        )

    def log_in(self, profile_id: str, error: PortholeError, then: Callable[[], None]) -> None:
        """Let a person do their part of a profile's login, and go on with what waits for it.

        Args:
            profile_id: whose.
            error: what the login waits for: a one-time code, or a word that a browser may open.
            then: goes on.
        """
        if isinstance(error, BrowserLoginError):
            self._agree(profile_id, then)
        else:
            self._waiting.setdefault(profile_id, []).append(then)
            self.desk.ask_secret(profile_id, error)

    def changed(self, profile_id: str) -> None:
        """Take in that a profile is another one now."""
        self._parts.connections.compare(profile_id)
        self._show_anew(profile_id)
        self._parts.loader.refresh([profile_id])

    def _forget(self, profile_id: str) -> None:
        self._parts.connections.drop(profile_id)
        self._show_anew(profile_id)

    def _show_anew(self, profile_id: str) -> None:
        self._parts.loader.forget(profile_id)
        self._parts.show_profiles()

    def _on_loaded(self, problems: tuple[PortholeError, ...]) -> None:
        parts = self._parts
        for number, problem in enumerate(problems):
            parts.pane.notices.post(f"profiles {number}", problem.trouble)
        parts.marks_changed.emit()
        parts.show_profiles(place_from(parts.memory.settings, parts.bookmarks.filters))
        if not problems:
            # A profile that was taken out of the file by hand leaves its last list behind.
            forget = parts.directory.forget_strangers
            parts.runner.run(lambda _task: forget(), done=lambda _nothing: None, failed=parts.tell)
        if not parts.book.profiles:
            self._look_for_clouds()

    def _look_for_clouds(self) -> None:
        """Let the first start name the files that an import would read."""
        parts = self._parts
        parts.runner.run(lambda _task: _count_clouds(), done=self._on_clouds_counted, failed=parts.tell)

    def _on_clouds_counted(self, found: "tuple[FoundClouds, ...]") -> None:
        self._parts.remedies.found = found
        self._parts.pane.show_listing()

    def _on_profiles_imported(self, profile_ids: list[str]) -> None:
        self._parts.show_profiles()
        self._parts.loader.refresh(profile_ids)

    def _on_profiles_exported(self, path: str) -> None:
        self._parts.pane.say(self.tr("Exported to {0}").format(path))

    def _on_load_failed(self, error: PortholeError) -> None:
        self._parts.pane.notices.post("profiles", error.trouble)

    def _on_secret_entered(self, profile_id: str) -> None:
        self._parts.connections.drop(profile_id)
        self._parts.loader.refresh([profile_id])

    def _on_code_entered(self, profile_id: str) -> None:
        for go_on in self._waiting.pop(profile_id, []):
            go_on()
        self._parts.loader.refresh([profile_id])

    def _on_browser_requested(self, profile_id: str) -> None:
        self._agree(profile_id, lambda: self._parts.loader.refresh([profile_id]))

    def _agree(self, profile_id: str, then: Callable[[], None]) -> None:
        parts = self._parts
        parts.runner.run(
            lambda _task: parts.connections.agree(profile_id), done=lambda _nothing: then(), failed=parts.tell
        )

    def _on_import_requested(self) -> None:
        self.desk.import_clouds()

    def _on_export_requested(self) -> None:
        self.desk.export_clouds()

    def _on_add_requested(self) -> None:
        self.desk.add()

    def _on_edit_requested(self, profile_id: str) -> None:
        self.desk.edit(profile_id)

    def _on_duplicate_requested(self, profile_id: str) -> None:
        self.desk.duplicate(profile_id)

    def _on_order_requested(self, profile_ids: list[str]) -> None:
        self.arranging.reorder(profile_ids)

    def _on_colour_requested(self, profile_id: str, colour: str) -> None:
        self.arranging.set_colour(profile_id, ProfileColour(colour))

    def _on_arranged(self) -> None:
        self._parts.pane.notices.withdraw(_ARRANGING)
        self._parts.show_profiles()

    def _on_arranging_refused(self, error: PortholeError) -> None:
        self._parts.show_profiles()
        self._parts.pane.notices.post(_ARRANGING, error.trouble)

    def _on_remove_requested(self, profile_id: str) -> None:
        self.desk.remove(profile_id)

    def _on_secret_requested(self, profile_id: str) -> None:
        self.desk.ask_secret(profile_id, self._parts.loader.refusals.get(profile_id))


def _count_clouds() -> "tuple[FoundClouds, ...]":
    from launcher.services.imports import count_clouds  # noqa: PLC0415 - a worker's, see Porthole

    return count_clouds()
