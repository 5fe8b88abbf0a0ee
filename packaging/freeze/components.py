"""What the frozen program consists of, file by file as PyInstaller took it, and a CycloneDX bill of it."""

from __future__ import annotations

import json
import platform
import subprocess
import sys
import sysconfig
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import Distribution, distributions
from pathlib import Path

from cyclonedx.factory.license import LicenseFactory
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL
from PySide6.QtCore import qVersion
from PySide6.QtWebEngineCore import qWebEngineChromiumSecurityPatchVersion, qWebEngineChromiumVersion

_IN_NAMES = ("licen", "copying", "copyright", "notice", "authors")
_HOME = ("homepage", "home", "source", "repository", "source code", "documentation")
_WITHOUT_LICENCE = {
    # Their metadata name no licence, or a wrong one; what they themselves say in their files.
    "novnc": "MPL-2.0 AND BSD-2-Clause AND OFL-1.1 AND CC-BY-SA-3.0",
    "pyside6": "LGPL-3.0-only",
    "pyside6-addons": "LGPL-3.0-only",
    "pyside6-essentials": "LGPL-3.0-only",
    "shiboken6": "LGPL-3.0-only",
}


@dataclass(frozen=True)
class Part:
    """Somebody else's work in the program.

    Attributes:
        name: what its author calls it.
        version: of it.
        licence: an SPDX expression, or its author's words.
        home: a URL, or empty.
        texts: its licences in full, by the name of the file they stand in.
        address: its package URL.
    """

    name: str
    version: str
    licence: str
    home: str
    texts: tuple[tuple[str, str], ...]
    address: PackageURL


def found_in(paths: Iterable[str], share: Path) -> list[Part]:
    """Return whose work these files are.

    Args:
        paths: the files that went into the program.
        share: the folder of xterm.js and the noVNC page.
    """
    files = {Path(path).resolve() for path in paths}
    parts = [_python(), *_engine(), *_in_share(share)]
    owned: set[Path] = set()
    for each in distributions():
        own = {Path(str(each.locate_file(file))).resolve() for file in each.files or ()} & files
        if own:
            owned |= own
            parts.append(_part(each))
    if sys.platform == "linux":
        parts += _of_debian(path for path in files - owned if ".so" in path.name)
    return sorted(parts, key=lambda part: (part.name.lower(), part.version))


def write_bill(parts: list[Part], version: str, time: int, target: Path) -> None:
    """Write the bill, and see that it follows CycloneDX's own schema.

    Args:
        parts: what the program consists of.
        version: the program's.
        time: of the commit, in seconds since 1970: two bills of one commit are the same.
        target: the file.
    """
    licences = LicenseFactory()
    bill = Bom(serial_number=uuid.uuid5(uuid.NAMESPACE_OID, f"porthole {version} {platform.machine()}"))
    bill.metadata.timestamp = datetime.fromtimestamp(time, UTC)
    ours = PackageURL("pypi", None, "porthole-launcher", version)
    own = Component(
        name="porthole",
        version=version,
        type=ComponentType.APPLICATION,
        purl=ours,
        bom_ref=ours.to_string(),
        licenses=[licences.make_from_string("Apache-2.0")],
    )
    bill.metadata.component = own
    for part in parts:
        address = part.address.to_string()
        said = [licences.make_from_string(part.licence)] if part.licence else []
        component = Component(
            name=part.name, version=part.version, purl=part.address, bom_ref=address, licenses=said
        )
        bill.components.add(component)
        bill.register_dependency(own, [component])
    text = JsonV1Dot6(bill).output_as_string(indent=2)
    if mistakes := JsonStrictValidator(SchemaVersion.V1_6).validate_str(text):
        sys.exit(f"The bill of materials is not what CycloneDX says it should be: {mistakes}")
    target.write_text(json.dumps(json.loads(text), indent=2, sort_keys=True) + "\n", encoding="utf-8")


def _part(each: Distribution) -> Part:
    name = each.name.lower().replace("_", "-").replace(".", "-")
    address = PackageURL("pypi", None, name, each.version)
    licence = _WITHOUT_LICENCE.get(name) or _licence(each)
    return Part(each.name, each.version, licence, _home(each), _texts(each), address)


def _licence(each: Distribution) -> str:
    meta = each.metadata
    for text in (meta.get("License-Expression"), meta.get("License")):
        if text and "\n" not in text:
            return text
    stated = [line for line in meta.get_all("Classifier", []) if line.startswith("License ::")]
    return " AND ".join(line.rpartition(" :: ")[2] for line in stated)


def _home(each: Distribution) -> str:
    parted = [line.partition(", ") for line in each.metadata.get_all("Project-URL", [])]
    urls = {label.lower(): url for label, _, url in parted}
    return each.metadata.get("Home-page") or next((urls[label] for label in _HOME if label in urls), "")


def _texts(each: Distribution) -> tuple[tuple[str, str], ...]:
    files = [file for file in each.files or () if ".dist-info" in str(file)]
    told = [file for file in files if any(word in file.name.lower() for word in _IN_NAMES)]
    places = {file.name: Path(str(each.locate_file(file))) for file in told}
    return tuple(
        (name, places[name].read_text(encoding="utf-8", errors="replace")) for name in sorted(places)
    )


def _python() -> Part:
    text = "".join(
        place.read_text(encoding="utf-8")
        for place in (
            Path(sysconfig.get_path("stdlib"), "LICENSE.txt"),
            Path(f"/usr/share/doc/python3.{sys.version_info.minor}/copyright"),
            Path(sys.base_prefix, "LICENSE.txt"),
        )
        if place.is_file()
    )
    number = platform.python_version()
    address = PackageURL("generic", None, "python", number)
    return Part("Python", number, "PSF-2.0", "https://www.python.org", (("LICENSE", text),), address)


def _engine() -> list[Part]:
    """Return Qt, and the Chromium in it: what a new gap in either is looked up by."""
    qt, chromium = qVersion(), qWebEngineChromiumVersion()
    patched = qWebEngineChromiumSecurityPatchVersion()
    return [
        Part("Qt", qt, "LGPL-3.0-only", "https://www.qt.io", (), PackageURL("generic", None, "qt", qt)),
        Part(
            f"Chromium in QtWebEngine, security patches to {patched}",
            chromium,
            "BSD-3-Clause",
            "https://www.chromium.org",
            (),
            PackageURL("generic", None, "chromium", chromium),
        ),
    ]


def _in_share(share: Path) -> list[Part]:
    novnc = share / "novnc"
    texts = tuple(
        (str(file.relative_to(novnc).as_posix()), file.read_text(encoding="utf-8"))
        for file in sorted(novnc.rglob("*"))
        if "LICENSE" in file.name or file.name == "AUTHORS"
    )
    number = json.loads((novnc / "package.json").read_text(encoding="utf-8"))["version"]
    page = Part(
        "noVNC",
        number,
        _WITHOUT_LICENCE["novnc"],
        "https://novnc.com",
        texts,
        PackageURL("npm", "@novnc", "novnc", number),
    )
    style = (share / "xterm" / "xterm.css").read_text(encoding="utf-8")
    number = (share / "xterm" / "VERSION").read_text(encoding="utf-8").strip()
    # The style sheet begins with the licence.
    text = style.partition("*/")[0].replace("/**", "").replace("\n *", "\n").strip()
    address = PackageURL("npm", "@xterm", "xterm", number)
    return [page, Part("xterm.js", number, "MIT", "https://xtermjs.org", (("LICENSE", text),), address)]


def _of_debian(libraries: Iterable[Path]) -> list[Part]:
    """Return the packages of the libraries that the system lends; none where dpkg does not know them."""
    names = set()
    for path in libraries:
        for asked in (path, Path("/", *path.parts[2:])):  # a merged /usr is not what dpkg has written down
            done = subprocess.run(
                ["dpkg-query", "--search", asked], capture_output=True, text=True, check=False
            )
            names |= {line.partition(":")[0] for line in done.stdout.splitlines()}
    parts = []
    for name in sorted(names):
        show = ["dpkg-query", "--show", "--showformat", "${Version}\n${Homepage}\n", name]
        lines = subprocess.run(show, check=True, capture_output=True, text=True).stdout.splitlines()
        text = Path("/usr/share/doc", name, "copyright").read_text(encoding="utf-8", errors="replace")
        address = PackageURL("deb", "debian", name, lines[0])
        parts.append(Part(name, lines[0], "", lines[1], (("copyright", text),), address))
    return parts
