"""Which browsers are found on each system, and how each of them is started with a page."""

import plistlib
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from launcher.model.browser import PAGE, Browser, BrowserChoice
from launcher.model.errors import BrowserUnavailableError
from launcher.services.browsers.installed import installed_browsers
from launcher.services.browsers.mac_bundles import bundled_browsers
from launcher.services.browsers.opener import BrowserOpener
from launcher.services.browsers.private_windows import private_command

Install = Callable[..., Path]
Visits = Callable[[], list[dict[str, Any]]]
Enter = Callable[..., None]

URL = "https://vnc.example:6080/vnc_lite.html?token=5d8c4a0e"
HANDLES = "MimeType=text/html;x-scheme-handler/http;x-scheme-handler/https;\n"


@pytest.fixture
def enter(desktop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Enter:
    """Put a desktop entry where a person's own are, or a system's; there are no others."""
    assert desktop
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "own"))
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path / "system"))
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)

    def enter(name: str, text: str, whose: str = "system") -> None:
        path = tmp_path / whose / "applications" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"[Desktop Entry]\nType=Application\n{text}")

    return enter


@pytest.mark.usefixtures("desktop")
def test_a_machine_without_any_has_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path))
    assert installed_browsers() == ()


def test_what_opens_web_addresses_is_a_browser(enter: Enter, install: Install) -> None:
    fox = install("firefox-esr")
    enter("firefox.desktop", f"Name=Firefox ESR\nExec={fox} %u\n{HANDLES}")
    install("editor")
    enter("editor.desktop", "Name=Editor\nExec=editor %F\nMimeType=text/html;text/plain;\n")
    assert installed_browsers() == (
        Browser("firefox.desktop", "Firefox ESR", (str(fox), PAGE), (str(fox), "--private-window", PAGE)),
    )


def test_what_is_gone_hidden_broken_or_for_the_terminal_is_none(enter: Enter, install: Install) -> None:
    for name in ("one", "two", "three", "four"):
        install(name)
    enter("gone.desktop", f"Name=Gone\nExec=not-installed %u\n{HANDLES}")
    enter("tried.desktop", f"Name=Tried\nTryExec=not-installed\nExec=one %u\n{HANDLES}")
    enter("hidden.desktop", f"Name=Hidden\nExec=two %u\nNoDisplay=true\n{HANDLES}")
    enter("text.desktop", f"Name=Text\nExec=three %u\nTerminal=true\n{HANDLES}")
    enter("broken.desktop", f"Name=Broken\nExec='four %u\n{HANDLES}")
    enter("noise.desktop", f"x-scheme-handler/https\0[[[\n{HANDLES}")
    assert installed_browsers() == ()


def test_a_persons_own_entry_stands_before_the_systems_and_can_take_it_away(
    enter: Enter, install: Install
) -> None:
    install("surf")
    install("mine")
    enter("surf.desktop", f"Name=Surf\nExec=surf %u\n{HANDLES}")
    enter("surf.desktop", f"Name=Mine\nExec=mine %u\n{HANDLES}", whose="own")
    assert [one.name for one in installed_browsers()] == ["Mine"]
    enter("surf.desktop", "Hidden=true\n", whose="own")
    assert installed_browsers() == ()


def test_they_are_named_in_the_persons_language(
    enter: Enter, install: Install, monkeypatch: pytest.MonkeyPatch
) -> None:
    install("web")
    enter("web.desktop", f"Name=Web\nName[de]=Netz\nExec=web %U\n{HANDLES}")
    monkeypatch.setenv("LANG", "de_CH.UTF-8")
    assert [one.name for one in installed_browsers()] == ["Netz"]


def test_the_private_window_an_entry_itself_offers_is_taken(enter: Enter, install: Install) -> None:
    """As in Flathub's entry of Firefox: the page stands between marks, for Flatpak to hand it on."""
    install("flatpak")
    run = "flatpak run --command=firefox --file-forwarding org.mozilla.firefox"
    enter(
        "org.mozilla.firefox.desktop",
        f"Name=Firefox\nExec={run} @@u %u @@\nActions=new-window;new-private-window;\n{HANDLES}"
        f"[Desktop Action new-window]\nExec={run} --new-window @@u %u @@\n"
        f"[Desktop Action new-private-window]\nExec={run} --private-window @@u %u @@\n",
    )
    (browser,) = installed_browsers()
    words = run.split()
    assert browser.command == (*words, "@@u", PAGE, "@@")
    assert browser.private == (*words, "--private-window", "@@u", PAGE, "@@")


@pytest.mark.parametrize(
    ("command", "private"),
    [
        ("/usr/bin/chromium %page%", "/usr/bin/chromium --incognito %page%"),
        ("/usr/bin/google-chrome-stable %page%", "/usr/bin/google-chrome-stable --incognito %page%"),
        (
            "/opt/brave.com/brave/brave-browser %page%",
            "/opt/brave.com/brave/brave-browser --incognito %page%",
        ),
        ("/usr/bin/microsoft-edge-stable %page%", "/usr/bin/microsoft-edge-stable --inprivate %page%"),
        (
            "env HINT=/snap/firefox.desktop /snap/bin/firefox %page%",
            "env HINT=/snap/firefox.desktop /snap/bin/firefox --private-window %page%",
        ),
        (
            "flatpak run org.chromium.Chromium @@u %page% @@",
            "flatpak run org.chromium.Chromium --incognito @@u %page% @@",
        ),
        ("/usr/bin/konqueror %page%", ""),
        ("/usr/bin/xchrome-remote %page%", ""),
    ],
)
def test_a_known_browser_is_asked_in_its_own_words(command: str, private: str) -> None:
    assert private_command(command.split()) == tuple(private.split())


def test_a_macs_bundles(tmp_path: Path) -> None:
    def bundle(name: str, identifier: str, schemes: list[str]) -> None:
        contents = tmp_path / f"{name}.app" / "Contents"
        contents.mkdir(parents=True)
        about = {
            "CFBundleIdentifier": identifier,
            "CFBundleExecutable": name,
            "CFBundleURLTypes": [{"CFBundleURLSchemes": schemes}],
        }
        (contents / "Info.plist").write_bytes(plistlib.dumps(about))

    bundle("Safari", "com.apple.Safari", ["http", "https"])
    bundle("Google Chrome", "com.google.Chrome", ["https"])
    bundle("Mail", "com.apple.mail", ["mailto"])
    (tmp_path / "Broken.app").mkdir()
    chrome, safari = bundled_browsers((tmp_path,))
    assert safari == Browser("com.apple.Safari", "Safari", ("open", "-a", str(tmp_path / "Safari.app"), PAGE))
    assert chrome.private[0].endswith("Google Chrome.app/Contents/MacOS/Google Chrome")
    assert chrome.private[1:] == ("--incognito", PAGE)


def test_windows_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what is made of its answers can be seen here: this runs elsewhere."""
    edge = r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe"
    values = {r"Microsoft Edge": "Microsoft Edge", r"Microsoft Edge\shell\open\command": f'"{edge}"'}

    class Key:
        def __enter__(self) -> "Key":
            return self

        def __exit__(self, *_error: object) -> None:
            pass

    winreg = ModuleType("winreg")
    winreg.HKEY_CURRENT_USER, winreg.HKEY_LOCAL_MACHINE = 1, 2  # type: ignore[attr-defined]
    winreg.OpenKey = lambda _root, _name: Key()  # type: ignore[attr-defined]
    winreg.QueryInfoKey = lambda _key: (1, 0, 0)  # type: ignore[attr-defined]
    winreg.EnumKey = lambda _key, _number: "Microsoft Edge"  # type: ignore[attr-defined]
    winreg.QueryValue = lambda _root, name: values[name.partition("Internet\\")[2]]  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "winreg", winreg)
    monkeypatch.setattr(sys, "platform", "win32")
    assert installed_browsers() == (
        Browser("Microsoft Edge", "Microsoft Edge", (edge, PAGE), (edge, "--inprivate", PAGE)),
    )


# A console in the chosen one.


@pytest.mark.parametrize("private", [False, True])
def test_the_chosen_one_shows_the_console(
    enter: Enter, install: Install, opener: BrowserOpener, visits: Visits, private: bool
) -> None:
    enter("fox.desktop", f"Name=Fox\nExec={install('firefox')} %u\n{HANDLES}")
    enter("other.desktop", f"Name=Other\nExec={install('other')} %u\n{HANDLES}")
    opener.open(URL, BrowserChoice("fox.desktop", private=private))
    (visit,) = visits()
    assert "token=5d8c4a0e" in visit["content"]
    assert visit["mode"] == "0o600"
    flags = ["--private-window"] if private else []
    assert visit["arguments"] == [*flags, Path(visit["page"]).as_uri()]


@pytest.mark.usefixtures("browser")
def test_one_that_is_gone_is_told_of_and_no_other_is_taken(
    enter: Enter, opener: BrowserOpener, visits: Visits, own_directories: Path
) -> None:
    assert enter
    with pytest.raises(BrowserUnavailableError, match="not installed any more") as caught:
        opener.open(URL, BrowserChoice("fox.desktop", private=True))
    assert caught.value.trouble.next_step.startswith("Choose another one")
    assert visits() == []
    assert list(own_directories.rglob("*.html")) == []


def test_where_it_has_no_private_window_none_that_remembers_is_opened(
    enter: Enter, install: Install, opener: BrowserOpener, visits: Visits
) -> None:
    enter("surf.desktop", f"Name=Surf\nExec={install('surf')} %u\n{HANDLES}")
    with pytest.raises(BrowserUnavailableError, match="Surf opens no private window"):
        opener.open(URL, BrowserChoice("surf.desktop", private=True))
    assert visits() == []
