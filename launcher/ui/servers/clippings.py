"""Servers in the clipboard: as text, as CSV, as JSON."""

from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

import msgspec
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from launcher.model.server import Server
from launcher.services.columns import Column
from launcher.ui.servers.cells import CellTexts
from launcher.ui.servers.column_layout import ColumnLayout


class Clippings(QObject):
    """Copies servers: as text and CSV what is shown, as it is shown; as JSON everything."""

    def __init__(self, columns: ColumnLayout, cells: CellTexts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._cells = cells

    def copy_text(self, servers: Iterable[Server]) -> None:
        """Copy a line a server, tabs between its cells."""
        # Without the star: most lines would begin with nothing but a tab.
        columns = [column for column in self._columns.shown if column is not Column.FAVOURITE]
        _put("\n".join("\t".join(cells) for cells in self._rows(servers, columns)))

    def copy_csv(self, servers: Iterable[Server]) -> None:
        """Copy a table with its titles (RFC 4180)."""
        import csv  # noqa: PLC0415 - no start needs it

        sheet = StringIO()
        writer = csv.writer(sheet)
        columns = self._columns.shown
        writer.writerow(self._cells.title(column) for column in columns)
        writer.writerows(map(_harmless, cells) for cells in self._rows(servers, columns))
        _put(sheet.getvalue())

    def copy_json(self, servers: Iterable[Server]) -> None:
        """Copy all that is known of each server, exactly as the cloud told it; and its star."""
        told = [self._whole(server) for server in servers]
        _put(msgspec.json.format(msgspec.json.encode(told), indent=2).decode())

    def _rows(self, servers: Iterable[Server], columns: Sequence[Column]) -> Iterator[list[str]]:
        for server in servers:
            yield [self._cells.text(server, column) for column in columns]

    def _whole(self, server: Server) -> dict[str, object]:
        fields: dict[str, object] = msgspec.to_builtins(server)
        return {
            "profile": self._cells.profile_name(server),
            "favourite": self._cells.is_favourite(server),
            **fields,
            "metadata": dict(server.metadata),
        }


def _put(text: str) -> None:
    if text:
        QGuiApplication.clipboard().setText(text)


def _harmless(cell: str) -> str:
    # A spreadsheet would run what begins like this, and anybody may name a server (OWASP, "CSV Injection").
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@")) else cell
