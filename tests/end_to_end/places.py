"""The sidebar of the real program: what stands there, and going from place to place."""

from launcher.ui.sidebar.places_model import ROW_ROLE
from launcher.ui.sidebar.rows import Row
from tests.end_to_end.stage import Stage


def rows(on: Stage) -> list[Row]:
    model = on.porthole.sidebar.view.model()
    return [model.index(place, 0).data(ROW_ROLE) for place in range(model.rowCount())]


def labels(on: Stage) -> list[str]:
    return [row.label for row in rows(on)]


def count(on: Stage, label: str) -> int | None:
    """Return how many servers a place says it has."""
    return next((row.count for row in rows(on) if row.label == label), None)


def go_to(on: Stage, label: str) -> None:
    """Click a place."""
    on.hand.click_row(on.porthole.sidebar.view, labels(on).index(label), times=1)


def names(on: Stage) -> list[str]:
    """Return the servers that are listed, from the top."""
    return [server.name for server in on.porthole.listing.visible]
