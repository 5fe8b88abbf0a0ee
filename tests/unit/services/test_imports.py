"""Clouds of other programs, imported into a real book, a real keyring, and used on the demo cloud."""

from itertools import pairwise
from pathlib import Path

import pytest

from launcher.demo.cloud import DemoCloud
from launcher.model.errors import NoSecretStoreError, SecretMissingError, SecretStoreLockedError
from launcher.model.profile import Profile
from launcher.services.connections import Connections
from launcher.services.directory import ServerDirectory
from launcher.services.imports import (
    ImportSource,
    count_clouds,
    find_sources,
    import_clouds,
    read_source,
    same_cloud,
    searched_places,
)
from launcher.services.profiles import ProfileBook
from launcher.storage.paths import profiles_file
from launcher.storage.profiles import ProfileFile
from launcher.storage.secrets import Secrets

KEYSTONE = "https://iam.example/v3"
PASSWORD = "correct horse"


@pytest.fixture
def book() -> ProfileBook:
    return ProfileBook(ProfileFile(), Secrets())


@pytest.fixture(autouse=True)
def folder(own_directories: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where openstacksdk looks for a person's clouds; nothing is in the current directory."""
    for name in ("OS_AUTH_URL", "OS_CLIENT_SECURE_FILE", "OS_CLOUD_NAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    made = own_directories / ".config" / "openstack"
    made.mkdir(parents=True)
    return made


def entry(name: str = "prod", secret: str = f"password: {PASSWORD}", **more: str) -> str:
    options = {"auth_url": KEYSTONE, "username": "ada", "user_domain_name": "Default", **more}
    options |= {"project_name": "web", "project_domain_name": "Default"}
    lines = "".join(f"      {key}: {value}\n" for key, value in options.items())
    return f"  {name}:\n    auth:\n{lines}" + (f"      {secret}\n" if secret else "")


def write(path: Path, *entries: str) -> ImportSource:
    path.write_text("clouds:\n" + "".join(entries))
    return ImportSource(path)


def test_what_is_there_is_found_and_counted_and_the_current_directorys_not_read(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert count_clouds() == ()
    write(folder / "clouds.yaml", entry("prod"), entry("stage"))
    write(tmp_path / "clouds.yaml", entry("trap"))
    monkeypatch.setenv("OS_AUTH_URL", KEYSTONE)
    found = {(one.source.place, one.source.here): one.count for one in count_clouds()}
    assert found == {
        ("", False): 1,
        ("~/.config/openstack/clouds.yaml", False): 2,
        (str(tmp_path / "clouds.yaml"), True): None,
    }
    assert "~/.config/openstack" in searched_places()


def test_a_broken_file_is_found_and_told_when_it_is_read(folder: Path) -> None:
    (folder / "clouds.yaml").write_text("clouds: [")
    (found,) = count_clouds()
    assert found.count is None
    read = read_source(found.source)
    assert read.candidates == ()
    (trouble,) = read.troubles
    assert f"{folder}/clouds.yaml is not YAML from line 1" in trouble.what


def test_a_file_whose_aliases_never_end_is_told_and_not_unfolded(folder: Path) -> None:
    laughs = "\n".join(
        f"{name}: &{name} [{', '.join([f'*{one}'] * 9)}]" for one, name in pairwise("abcdefghi")
    )
    for text in ("clouds:\n  a: &a\n    b: *a\n", "a: &a [x]\n" + laughs + "\nclouds: {a: {auth: *i}}\n"):
        (folder / "clouds.yaml").write_text(text)
        (found,) = count_clouds()
        assert found.count is None
        (trouble,) = read_source(found.source).troubles
        assert f"{folder}/clouds.yaml repeats itself without end" in trouble.what


def test_a_broken_secure_file_is_told_and_the_clouds_are_offered(folder: Path) -> None:
    source = write(folder / "clouds.yaml", entry(secret=""))
    (folder / "secure.yaml").write_text("clouds: {prod: {auth: {password: 'open")
    read = read_source(source)
    assert [one.name for one in read.candidates] == ["prod"]
    assert "secure.yaml is not YAML from line 1" in read.troubles[0].what


@pytest.mark.usefixtures("unlocked_keyring")
def test_a_password_goes_into_the_keyring_and_not_into_the_file(folder: Path, book: ProfileBook) -> None:
    source = write(folder / "clouds.yaml", entry())
    (result,) = import_clouds(book, read_source(source).candidates, remember=True)
    assert result.profile is not None
    assert result.error is None
    text = profiles_file().read_text()
    assert PASSWORD not in text
    assert f'auth_url = "{KEYSTONE}"' in text
    fresh = ProfileBook(ProfileFile(), Secrets())
    assert fresh.load() == ()
    (saved,) = fresh.profiles
    assert saved == result.profile
    assert fresh.secret(saved) == PASSWORD


@pytest.mark.usefixtures("unlocked_keyring")
def test_an_imported_profile_lists_servers(cloud: DemoCloud, folder: Path, book: ProfileBook) -> None:
    access = cloud.access
    (folder / "clouds.yaml").write_text(f"""
clouds:
  demo:
    auth:
      auth_url: {access.auth_url}
      username: {access.username}
      user_domain_name: {access.user_domain_name}
      project_name: production
      project_domain_name: {access.project_domain_name}
    region_name: {access.region_name}
""")
    (folder / "secure.yaml").write_text(f"clouds: {{demo: {{auth: {{password: {access.password}}}}}}}")
    (source,) = find_sources()
    (result,) = import_clouds(book, read_source(source).candidates, remember=True)
    assert result.profile is not None
    connections = Connections(book)
    try:
        pages = ServerDirectory(book, connections).pages(result.profile.id, lambda: False)
        assert sum(len(page) for page in pages) > 0
    finally:
        connections.close()


@pytest.mark.usefixtures("no_keyring")
def test_without_a_keyring_secrets_are_kept_for_this_run(folder: Path, book: ProfileBook) -> None:
    candidates = read_source(write(folder / "clouds.yaml", entry())).candidates
    (refused,) = import_clouds(book, candidates, remember=True)
    assert isinstance(refused.error, NoSecretStoreError)
    assert book.profiles == ()
    (result,) = import_clouds(book, candidates, remember=False)
    assert result.profile is not None
    assert book.secret(result.profile) == PASSWORD


@pytest.mark.usefixtures("locked_keyring")
def test_a_keyring_that_refused_is_not_asked_for_each_cloud(folder: Path, book: ProfileBook) -> None:
    source = write(folder / "clouds.yaml", entry("a"), entry("b"), entry("c", secret=""))
    a, b, c = import_clouds(book, read_source(source).candidates, remember=True)
    assert isinstance(a.error, SecretStoreLockedError)
    assert b.error is a.error
    assert c.profile is not None
    assert [profile.name for profile in book.profiles] == ["c"]


@pytest.mark.usefixtures("unlocked_keyring")
def test_a_token_is_kept_for_this_run_only(folder: Path, book: ProfileBook) -> None:
    text = f"clouds: {{prod: {{auth_type: v3token, auth: {{auth_url: {KEYSTONE}, token: gAAA}}}}}}"
    (folder / "clouds.yaml").write_text(text)
    (result,) = import_clouds(book, read_source(find_sources()[0]).candidates, remember=True)
    assert result.profile is not None
    assert book.secret(result.profile) == "gAAA"
    with pytest.raises(SecretMissingError):
        ProfileBook(ProfileFile(), Secrets()).secret(result.profile)


@pytest.mark.usefixtures("no_keyring")
def test_a_name_that_is_taken_gets_a_number(folder: Path, book: ProfileBook) -> None:
    for number in ("1", "2"):
        book.save(Profile(id=number, name="prod" if number == "1" else "prod 2", auth={"username": number}))
    candidates = read_source(write(folder / "clouds.yaml", entry())).candidates
    (result,) = import_clouds(book, candidates, remember=False)
    assert result.profile is not None
    assert result.profile.name == "prod 3"


@pytest.mark.usefixtures("no_keyring")
def test_a_cloud_that_is_there_already_is_recognised(folder: Path, book: ProfileBook) -> None:
    source = write(folder / "clouds.yaml", entry("prod"), entry("other", username="eve"))
    prod, other = read_source(source).candidates
    assert same_cloud(prod, book.profiles) is None
    (result,) = import_clouds(book, [prod], remember=False)
    assert same_cloud(prod, book.profiles) == result.profile
    again, other = read_source(source).candidates
    assert same_cloud(again, book.profiles) == result.profile
    assert same_cloud(other, book.profiles) is None


def test_what_could_not_be_saved_is_not_offered(folder: Path) -> None:
    source = write(folder / "clouds.yaml", entry(auth_url="https://ada:hunter2@iam.example/v3"))
    (one,) = read_source(source).candidates
    assert one.profile is None
    assert "an address with a user or password in it" in one.problems[0]
    assert "hunter2" not in repr(one)


@pytest.mark.usefixtures("no_keyring")
def test_an_import_can_be_ended_between_two_clouds(folder: Path, book: ProfileBook) -> None:
    source = write(folder / "clouds.yaml", entry("a"), entry("b"))
    turns = iter([True, True, False])
    results = list(
        import_clouds(book, read_source(source).candidates, remember=False, go_on=lambda: next(turns))
    )
    assert [one.candidate.name for one in results] == ["a"]


def test_the_variables_are_named_after_their_project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OS_AUTH_URL", KEYSTONE)
    monkeypatch.setenv("OS_USERNAME", "ada")
    monkeypatch.setenv("OS_PROJECT_NAME", "web")
    (one,) = read_source(find_sources()[0]).candidates
    assert one.profile is not None
    assert (one.name, one.profile.name) == ("web", "web")
