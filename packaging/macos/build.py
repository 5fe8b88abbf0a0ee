"""Make the disk image for macOS, on macOS.

    python packaging/macos/build.py dist [--preset org.toml]

`PORTHOLE_SIGNED_BY` names the identity that everything is signed with ("Developer ID Application: …").
Without it the signature is ad hoc: the program runs where it was made; elsewhere a person has to allow it.
`PORTHOLE_NOTARY_PROFILE` names what `xcrun notarytool store-credentials` has kept; with it, the image is
notarised.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT / "packaging" / "freeze"))

import installer  # noqa: E402 - in the folder that has just been added
import version  # noqa: E402


def main() -> None:
    """Do what the module says."""
    options = installer.arguments("Make the disk image of Porthole for macOS.").parse_args()
    frozen = installer.freeze(ROOT / "build" / "frozen", options.preset)
    application = frozen / "Porthole.app"
    _sign(application)
    options.target.mkdir(parents=True, exist_ok=True)
    name = f"porthole-{version.version()}-macos-{platform.machine()}"
    image = options.target / f"{name}.dmg"
    settings = ["-s", HERE / "dmg_settings.py", "-D", f"app={application}"]
    subprocess.run([sys.executable, "-m", "dmgbuild", *settings, "Porthole", image], check=True)
    _notarise(image)
    (options.target / f"{name}.cdx.json").write_bytes((frozen / "porthole.cdx.json").read_bytes())


def _sign(application: Path) -> None:
    """Sign the bundle anew: the notices have come into it since PyInstaller signed it."""
    identity = os.environ.get("PORTHOLE_SIGNED_BY", "-")
    options = ["--force", "--options", "runtime", "--entitlements", HERE / "entitlements.plist"]
    timestamp = [] if identity == "-" else ["--timestamp"]
    subprocess.run(["codesign", *options, *timestamp, "--sign", identity, application], check=True)
    subprocess.run(["codesign", "--verify", "--deep", "--strict", application], check=True)


def _notarise(image: Path) -> None:
    if profile := os.environ.get("PORTHOLE_NOTARY_PROFILE"):
        submit = ["xcrun", "notarytool", "submit", image, "--keychain-profile", profile, "--wait"]
        subprocess.run(submit, check=True)
        subprocess.run(["xcrun", "stapler", "staple", image], check=True)


if __name__ == "__main__":
    main()
