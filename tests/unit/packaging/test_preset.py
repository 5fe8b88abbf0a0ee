"""``packaging/preset.py``, as an administrator and every installer run it."""

import subprocess
import sys
from pathlib import Path

import pytest

from launcher.storage.organisation import read_organisation

PROJECT = Path(__file__).parents[3]
EXAMPLE = PROJECT / "packaging" / "presets" / "example"

PLAIN = """\
[organisation]
name = "Example GmbH"

[clouds.prod.auth]
auth_url = "https://iam.example/v3"
"""


def lay_out(preset: Path, directory: Path) -> "subprocess.CompletedProcess[str]":
    # From elsewhere, and without Porthole's own folder in the path: as an installer's build may run it.
    return subprocess.run(
        [sys.executable, PROJECT / "packaging" / "preset.py", preset, directory],
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        timeout=60,
    )


@pytest.fixture
def preset(tmp_path: Path) -> Path:
    path = tmp_path / "in" / "org.toml"
    path.parent.mkdir()
    path.write_text(PLAIN)
    return path


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "site"


def refused(preset: Path, site: Path) -> str:
    ended = lay_out(preset, site)
    assert ended.returncode == 2
    assert not site.exists()
    assert "Traceback" not in ended.stderr
    return ended.stderr


def test_the_example_is_laid_out_and_is_what_porthole_reads(site: Path) -> None:
    ended = lay_out(EXAMPLE / "org.toml", site)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
    assert sorted(path.name for path in site.iterdir()) == ["ca.pem", "logo.svg", "profiles.toml"]
    assert (site / "profiles.toml").read_bytes() == (EXAMPLE / "org.toml").read_bytes()
    assert {path.stat().st_mode & 0o777 for path in site.iterdir()} == {0o644}
    assert site.stat().st_mode & 0o777 == 0o755
    organisation, problems = read_organisation(site / "profiles.toml")
    assert problems == ()
    assert organisation.name == "Example GmbH"
    assert Path(organisation.logo).is_file()
    assert [one.name for one in organisation.profiles] == ["production", "staging"]
    assert all(Path(one.cacert).is_file() for one in organisation.profiles)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (f'{PLAIN}password = "hunter2"\n', "line 6: clouds.prod.auth.password is a secret"),
        (
            f'{PLAIN}# of the operator:\n\napplication_credential_secret = """\nhunter2\n"""\n',
            "line 8: clouds.prod.auth.application_credential_secret is a secret",
        ),
        (
            PLAIN.replace("[clouds", '[organisation.defaults]\ntoken = "hunter2"\n\n[clouds'),
            "line 5: organisation.defaults.token is a secret",
        ),
        (f'{PLAIN}[[notes]]\n[[notes]]\napi_key = "hunter2"\n', "line 8: notes.api_key is a secret"),
        (f'{PLAIN}# password = "hunter2"\n', "line 6: password in a comment is a secret all the same"),
        (f'{PLAIN}username = "ada" # token = "hunter2"\n', "line 6: token in a comment is a secret"),
        (
            PLAIN.replace("https://", "https://ada:hunter2@"),
            "line 5: clouds.prod.auth.auth_url is an address with a user or password in it",
        ),
    ],
)
def test_a_secret_is_refused_by_its_key_and_line_and_never_quoted(
    preset: Path, site: Path, text: str, place: str
) -> None:
    preset.write_text(text)
    said = refused(preset, site)
    assert f"{preset}, {place}" in said
    assert "keyring" in said
    assert "hunter2" not in said


def test_a_private_key_beside_it_is_a_secret_too(preset: Path, site: Path) -> None:
    preset.write_text(f'{PLAIN}[clouds.lab]\ncacert = "ca.pem"\n')
    (preset.parent / "ca.pem").write_text("-----BEGIN CERTIFICATE-----\n-----BEGIN EC PRIVATE KEY-----\n")
    assert "holds a private key" in refused(preset, site)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[organisation\n", "could not be understood at line 1"),
        (PLAIN.replace('name = "Example GmbH"', ""), "organisation.name is missing"),
        (PLAIN.replace("name =", "nmae ="), "organisation.nmae means nothing to Porthole"),
        (PLAIN.replace("name =", 'locked = ["verfy"]\nname ='), 'names "verfy", which cannot be locked'),
        (f"{PLAIN}[clouds.lab]\nverify = 1\n", "clouds.lab.verify is 1, but must be true or false"),
        (f"schema = 2\n{PLAIN}", "schema 2"),
        (
            PLAIN.replace("name =", 'logo = "logo.svg"\nname ='),
            'organisation.logo names "logo.svg", and there',
        ),
        (PLAIN.replace("name =", 'logo = "org.toml"\nname ='), "a logo is an SVG or a PNG"),
        (f'{PLAIN}[clouds.lab]\ncacert = "../ca.pem"\n', "not below the folder of the preset"),
        (f'{PLAIN}[clouds.lab]\ncacert = "org.toml"\n', "holds no certificate in PEM form"),
        (f'{PLAIN}[clouds.lab]\ncert = "org.toml"\n', "holds no certificate in PEM form"),
        (f'{PLAIN}[clouds.lab]\nkey = "org.toml"\n', "a private key is a secret"),
    ],
)
def test_what_else_is_wrong_is_said_too(preset: Path, site: Path, text: str, said: str) -> None:
    preset.write_text(text)
    assert said in refused(preset, site)


def test_a_preset_that_is_not_there_is_said(tmp_path: Path, site: Path) -> None:
    assert "there is no such file" in refused(tmp_path / "org.toml", site)


def test_what_is_perhaps_not_meant_is_noted(preset: Path, site: Path) -> None:
    preset.write_text(
        f'{PLAIN}[clouds.lab]\nverfy = true\nverify = false\ncacert = "/etc/ssl/x.pem"\nkey = "~/my.key"\n'
    )
    ended = lay_out(preset, site)
    assert ended.returncode == 0
    assert "clouds.lab.verfy means nothing to Porthole" in ended.stderr
    assert "clouds.lab.verify: certificates of this cloud are not checked" in ended.stderr
    assert "/etc/ssl/x.pem is not brought along" in ended.stderr
    assert "~/my.key is not brought along" in ended.stderr
