"""The menu of one of the sidebar's rows."""

from PySide6.QtWidgets import QMenu

from launcher.model.profile import ProfileColour
from launcher.services.scopes import OfProfile
from launcher.ui.profile_colours import colour_name, swatch
from launcher.ui.sidebar.rows import Row, RowKind, tr
from launcher.ui.sidebar.sidebar import Sidebar


def fill_row_menu(menu: QMenu, sidebar: Sidebar, row: Row | None) -> None:
    """Add what can be done with a row, and with the sidebar as a whole.

    Args:
        menu: is given the actions.
        sidebar: is asked for them.
        row: None where no row is under the pointer.
    """
    if row is not None and row.kind is RowKind.PROFILE:
        menu.addAction(tr("Edit…"), lambda: sidebar.change(row))
        _add_for_profile(menu, sidebar, row)
        _add_moves(menu, sidebar, row)
        menu.addAction(tr("Remove…"), lambda: sidebar.remove(row))
        menu.addSeparator()
    elif row is not None and row.kind is RowKind.FILTER:
        menu.addAction(tr("Rename"), lambda: sidebar.change(row))
        _add_moves(menu, sidebar, row)
        menu.addAction(tr("Remove"), lambda: sidebar.remove(row))
        menu.addSeparator()
    menu.addMenu(sidebar.group_menu)
    menu.addAction(tr("Add cloud…"), sidebar.add_requested.emit)


def _add_for_profile(menu: QMenu, sidebar: Sidebar, row: Row) -> None:
    if not isinstance(row.place, OfProfile):
        return
    profile_id = row.place.profile_id
    menu.addAction(tr("Duplicate…"), lambda: sidebar.duplicate_requested.emit(profile_id))
    colours = menu.addMenu(tr("Colour"))
    for colour in ProfileColour:
        action = colours.addAction(
            swatch(colour, menu.palette(), menu.devicePixelRatioF()), colour_name(colour)
        )
        action.setCheckable(True)
        action.setChecked(colour is row.colour)
        action.triggered.connect(
            lambda _checked, colour=colour: sidebar.colour_requested.emit(profile_id, colour.value)
        )


def _add_moves(menu: QMenu, sidebar: Sidebar, row: Row) -> None:
    for label, step in ((tr("Move up\tAlt+Up"), -1), (tr("Move down\tAlt+Down"), 1)):
        action = menu.addAction(label)
        action.triggered.connect(lambda _checked, step=step: sidebar.view.move_row(row, step))
        action.setEnabled(sidebar.view.can_move(row, step))
