"""The menu beside the screenshot button: elsewhere than among the pictures, or more than one."""

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from launcher.ui.console.photos import Photos

_PACES = (5, 30, 60, 600)
"""Seconds."""


class ScreenshotMenu(QMenu):
    """Speaks of one console's pictures."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._photos: Photos | None = None
        self._paces = QActionGroup(self)
        self._paces.setExclusionPolicy(QActionGroup.ExclusionPolicy.ExclusiveOptional)

    def speak_of(self, photos: Photos, window: QWidget) -> None:
        """Learn whose pictures they are, and before which window to ask."""
        self._photos = photos
        self.addAction(self.tr("Save &as…"), lambda: photos.save_as(window))
        self.addAction(self.tr("&Copy to the clipboard"), photos.copy)
        series = self.addMenu(self.tr("One &every"))
        for seconds in _PACES:
            action = series.addAction(self._pace_words(seconds))
            action.setCheckable(True)
            action.setData(seconds)
            action.triggered.connect(lambda _checked, seconds=seconds: photos.begin_series(seconds))
            self._paces.addAction(action)
        self._stop = self.addAction("", photos.end_series)
        photos.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        assert self._photos is not None  # noqa: S101 - nobody else makes it follow
        every, taken = self._photos.every, self._photos.taken
        for action in self._paces.actions():
            action.setChecked(action.data() == every)
        self._stop.setVisible(bool(every))
        self._stop.setText(self.tr("S&top after {0} pictures").format(taken))

    def _pace_words(self, seconds: int) -> str:
        if seconds < 60:  # noqa: PLR2004 - a minute
            return self.tr("{0} seconds").format(seconds)
        minutes = seconds // 60
        return self.tr("minute") if minutes == 1 else self.tr("{0} minutes").format(minutes)
