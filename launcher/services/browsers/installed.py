"""Which browsers are installed on this machine."""

import sys

from launcher.model.browser import Browser


def installed_browsers() -> tuple[Browser, ...]:
    """Return the browsers there are, by name. Reads some hundred small files, so it belongs into a worker."""
    if sys.platform == "win32":
        from launcher.services.browsers.windows_registry import registered_browsers  # noqa: PLC0415

        found = registered_browsers()
    elif sys.platform == "darwin":
        from launcher.services.browsers.mac_bundles import bundled_browsers  # noqa: PLC0415

        found = bundled_browsers()
    else:
        from launcher.services.browsers.desktop_entries import entered_browsers  # noqa: PLC0415

        found = entered_browsers()
    return tuple(sorted(found, key=lambda browser: browser.name.casefold()))
