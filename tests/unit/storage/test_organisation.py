"""The site's file as an administrator writes it, and what it makes of a person's own."""

from pathlib import Path

import msgspec
import pytest

from launcher.model.console import OpenIn
from launcher.model.profile import Profile
from launcher.storage import paths
from launcher.storage.organisation import read_organisation
from launcher.storage.profiles import ProfileFile, ProfileFileContents

SITE = """\
schema = 1

[organisation]
name = "Example GmbH"
logo = "art/logo.svg"
contact = "it@example.com"
locked = ["verify", "open_in", "auth.auth_url", "browser_private"]

[organisation.defaults]
open_in = "browser"
cacert = "ca.pem"
link_lifetime = 900
browser_private = true

[clouds.prod]
id = "prod-id"
production = true

[clouds.prod.auth]
auth_url = "https://iam.example/v3"
project_name = "production"

[clouds.lab]
id = "lab-id"
open_in = "embedded"
cacert = "/etc/ssl/lab.pem"
auth = { auth_url = "https://lab.example/v3" }
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    path = tmp_path / "site" / "profiles.toml"
    path.parent.mkdir()
    path.write_text(SITE, encoding="utf-8")
    return path


@pytest.fixture
def own() -> Path:
    path = paths.profiles_file()
    path.parent.mkdir(parents=True)
    return path


def read(site: Path) -> ProfileFileContents:
    contents = ProfileFile(site_path=site).read()
    assert contents.problems == ()
    return contents


def named(contents: ProfileFileContents, name: str) -> Profile:
    return next(one for one in contents.profiles if one.name == name)


def test_what_it_says_of_itself_is_read_with_whole_paths(site: Path) -> None:
    organisation, problems = read_organisation(site)
    assert problems == ()
    assert (organisation.name, organisation.contact) == ("Example GmbH", "it@example.com")
    assert organisation.logo == str(site.parent / "art" / "logo.svg")
    assert organisation.locked_settings == {"browser_private"}
    assert organisation.settings_defaults == {"browser_private": True}


def test_without_a_site_nobody_decided_anything(tmp_path: Path) -> None:
    organisation, problems = read_organisation(tmp_path / "profiles.toml")
    assert (organisation.name, organisation.locked, problems) == ("", frozenset(), ())


def test_its_defaults_hold_where_a_profile_says_nothing(site: Path, own: Path) -> None:
    own.write_text('[clouds.mine.auth]\nauth_url = "https://mine.example/v3"\n', encoding="utf-8")
    contents = read(site)
    for name in ("prod", "mine"):
        assert named(contents, name).open_in is OpenIn.BROWSER
        assert named(contents, name).cacert == str(site.parent / "ca.pem")
        assert named(contents, name).link_lifetime == 900
    lab = named(contents, "lab")
    assert (lab.open_in, lab.cacert) == (OpenIn.EMBEDDED, "/etc/ssl/lab.pem")


def test_what_is_locked_holds_whatever_a_persons_file_says(site: Path, own: Path) -> None:
    own.write_text(
        '[clouds.prod]\nid = "prod-id"\nverify = false\nopen_in = "embedded"\nlink_lifetime = 60\n'
        'auth = { auth_url = "https://evil.example/v3", username = "ada" }\n'
        '[clouds.mine]\nopen_in = "embedded"\nverify = false\n',
        encoding="utf-8",
    )
    contents = read(site)
    prod, mine = named(contents, "prod"), named(contents, "mine")
    assert prod.auth == {"auth_url": "https://iam.example/v3", "username": "ada"}
    assert (prod.verify, prod.open_in, prod.link_lifetime) == (True, OpenIn.BROWSER, 60)
    assert mine.open_in is OpenIn.BROWSER
    # Nobody decided what holds for clouds that are none of the organisation's.
    assert not mine.verify
    assert contents.organisation.locks("prod-id") == {"verify", "open_in", "auth.auth_url"}
    assert contents.organisation.locks("mine") == {"open_in"}


def test_a_copy_of_ones_own_says_only_what_differs_from_the_defaults(site: Path, own: Path) -> None:
    file = ProfileFile(site_path=site)
    prod = named(read(site), "prod")
    file.save(msgspec.structs.replace(prod, auth=prod.auth | {"username": "ada"}))
    text = own.read_text(encoding="utf-8")
    assert "open_in" not in text
    assert "ca.pem" not in text
    assert 'auth_url = "https://iam.example/v3"' in text
    assert named(read(site), "prod").user == "ada"


def test_a_choice_against_a_default_is_written_down(site: Path, own: Path) -> None:
    file = ProfileFile(site_path=site)
    prod = named(read(site), "prod")
    file.save(msgspec.structs.replace(prod, link_lifetime=600))
    assert "link_lifetime = 600" in own.read_text(encoding="utf-8")
    assert named(read(site), "prod").link_lifetime == 600


def test_a_lock_takes_nothing_out_of_a_persons_file(site: Path, own: Path) -> None:
    own.write_text(
        '[clouds.mine]\nopen_in = "embedded" # I like it so\nregion_name = "x"\n', encoding="utf-8"
    )
    file = ProfileFile(site_path=site)
    file.save(
        msgspec.structs.replace(named(read(site), "mine"), region_name="eu-de", open_in=OpenIn.EMBEDDED)
    )
    assert own.read_text(encoding="utf-8").startswith(
        '[clouds.mine]\nopen_in = "embedded" # I like it so\nregion_name = "eu-de"\n'
    )
    site.unlink()
    assert named(read(site), "mine").open_in is OpenIn.EMBEDDED


def test_another_address_from_the_administrator_reaches_copies_too(site: Path, own: Path) -> None:
    own.write_text(
        '[clouds.prod]\nid = "prod-id"\nauth = { auth_url = "https://iam.example/v3" }\n', encoding="utf-8"
    )
    site.write_text(SITE.replace("https://iam.example/v3", "https://new.example/v3"), encoding="utf-8")
    assert named(read(site), "prod").auth_url == "https://new.example/v3"


@pytest.mark.parametrize(
    ("line", "instead", "said"),
    [
        ('name = "Example GmbH"', "name = 5", "organisation.name is 5, but must be a text"),
        (
            "link_lifetime = 900",
            "link_lifetime = 0",
            "organisation.defaults.link_lifetime is 0, but must be a",
        ),
        (
            "browser_private = true",
            'browser_private = "y"',
            'organisation.defaults.browser_private is "y", but',
        ),
        ('"verify", ', '"verfy", ', 'organisation.locked names "verfy", which cannot be locked'),
        ("contact =", "phone =", "organisation.phone means nothing to Porthole"),
        ("link_lifetime =", "life =", "organisation.defaults.life means nothing to Porthole"),
        ("[organisation.defaults]", "[organisation.defaults.x]", "organisation.defaults.x means nothing"),
    ],
)
def test_what_is_wrong_is_named_by_its_key_and_the_rest_holds(
    site: Path, line: str, instead: str, said: str
) -> None:
    assert line in SITE
    site.write_text(SITE.replace(line, instead, 1), encoding="utf-8")
    organisation, problems = read_organisation(site)
    assert said in problems[0].trouble.what
    assert str(site) in problems[0].trouble.what
    assert problems[0].trouble.next_step
    assert "open_in" in organisation.locked
    assert len(organisation.profiles) == 2


def test_a_secret_in_it_is_told_of_without_its_value(site: Path) -> None:
    text = SITE.replace("project_name", 'password = "hunter2"\nproject_name', 1)
    site.write_text(text, encoding="utf-8")
    contents = ProfileFile(site_path=site).read()
    (problem,) = contents.problems
    assert "clouds.prod.auth.password is a secret in plain text" in problem.trouble.what
    assert "hunter2" not in f"{problem.trouble} {contents.organisation}"


def test_one_that_is_built_into_the_program_gives_way_to_the_machines(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "resource", lambda _name: site.parent)
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path / "etc"))
    assert paths.site_profiles_file() == site
    of_machine = tmp_path / "etc" / "porthole" / "profiles.toml"
    of_machine.parent.mkdir(parents=True)
    of_machine.touch()
    assert paths.site_profiles_file() == of_machine
