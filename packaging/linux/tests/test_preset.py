"""A package with an organisation's preset in it: `make installers PRESET=org.toml`, then this file alone."""

import tomllib

import pytest
from bare_root import PERSON, BareRoot

pytestmark = pytest.mark.timeout(600)


def test_whoever_has_nothing_yet_has_the_organisations_profiles(installed: BareRoot) -> None:
    presets = list((installed.folder / "usr" / "lib" / "porthole").rglob("organisation/profiles.toml"))
    if not presets:
        pytest.skip("the package in dist was made without a preset")
    (preset,) = presets
    names = set(tomllib.loads(preset.read_text(encoding="utf-8"))["clouds"])
    told = installed.run("porthole", "profiles", XDG_CONFIG_HOME=f"/home/{PERSON}/nothing-yet")
    assert told.returncode == 0, told.stderr
    assert names
    assert names <= set(told.stdout.split())
