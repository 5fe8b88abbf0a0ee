"""The choice of a profile's colour."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QComboBox, QWidget

from launcher.model.profile import ProfileColour
from launcher.ui.profile_colours import colour_name, swatch

_SIDE = 14
"""Of a swatch, pixels: the field is as high as those beside it."""


class ColourField(QComboBox):
    """Every colour with its name; a letter leads to it."""

    def __init__(self, colour: ProfileColour, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setIconSize(QSize(_SIDE, _SIDE))
        self.setMaxVisibleItems(len(ProfileColour))
        for one in ProfileColour:
            self.addItem(colour_name(one), one.value)
        self.setCurrentIndex(self.findData(colour.value))
        self._show_swatches()

    @property
    def colour(self) -> ProfileColour:
        """The chosen one."""
        return ProfileColour(self.currentData())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow a change between light and dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._show_swatches()

    def _show_swatches(self) -> None:
        for row, one in enumerate(ProfileColour):
            self.setItemIcon(row, swatch(one, self.palette(), self.devicePixelRatioF(), _SIDE))
