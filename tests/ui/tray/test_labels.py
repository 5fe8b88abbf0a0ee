import pytest

from launcher.ui.tray.labels import label


@pytest.mark.parametrize(
    "name", ["web-01", "a_b", "R&D", "a & b & c", "_x_&_y_&", "&", "&&", "_", "<b>bold</b>"]
)
def test_a_name_is_shown_as_it_is_by_qt(name: str) -> None:
    assert label(name, by_bus=False).replace("&&", "\0").replace("&", "").replace("\0", "&") == name


@pytest.mark.parametrize(
    "name", ["web-01", "a_b", "R&D", "a & b & c", "_x_&_y_&", "&", "&&", "_", "<b>bold</b>"]
)
def test_a_name_is_shown_as_it_is_by_a_panel(name: str) -> None:
    text = label(name, by_bus=True)
    # What Qt makes of it on the way (QDBusMenuItem::convertMnemonic), and what a panel shows (dbusmenu).
    first = text.find("&")
    sent = text if first in {-1, len(text) - 1} else f"{text[:first]}_{text[first + 1 :]}"
    assert sent.replace("__", "\0").replace("_", "").replace("\0", "_") == name


def test_what_would_reorder_or_break_an_entry_is_made_visible() -> None:
    assert label("a\u202eb\nc", by_bus=False) == "a[U+202E]b[U+000A]c"


def test_a_long_name_keeps_both_its_ends() -> None:
    text = label("prod-eu-de-01-web-frontend-server-number-0042", "own", by_bus=False)
    assert text.startswith("prod-eu-de-01-web")
    assert text.endswith("number-0042 · own")
    assert "…" in text
    assert len(text) < 45
