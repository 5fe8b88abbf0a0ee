"""The file of profiles as a person meets it: what is read from it, what a change leaves in it."""

import threading
from pathlib import Path

import msgspec
import pytest

from launcher.model.console import ConsoleType, OpenIn
from launcher.model.errors import ProfileError
from launcher.model.profile import Profile, ProfileColour
from launcher.storage import paths
from launcher.storage.profiles import ProfileFile

FULL = """\
schema = 1

# The one that must not go down.
[clouds.prod]
id = "0b6c"
auth_type = "v3password"
region_name = "eu-de"    # Magdeburg
interface = "internal"
verify = false
cacert = "/etc/ssl/our-ca.pem"
compute_endpoint_override = "https://nova.example/v2.1"
identity_endpoint_override = "https://[2001:db8::5]:5000/v3"
console_types = ["serial", "novnc"]
link_lifetime = 120
open_in = "browser"
colour = "teal" # as on the poster
volume_api_version = 3

# who we are there
[clouds.prod.auth]
auth_url = "https://iam.example/v3"
username = "ada"
user_domain_name = "Default"
project_name = "production"
project_domain_name = "Default"

# Anything may break here.
[clouds.stage.auth]
auth_url = "http://10.0.0.5:5000/v3"
"""
PROD = Profile(
    id="0b6c",
    name="prod",
    auth_type="v3password",
    auth={
        "auth_url": "https://iam.example/v3",
        "username": "ada",
        "user_domain_name": "Default",
        "project_name": "production",
        "project_domain_name": "Default",
    },
    region_name="eu-de",
    interface="internal",
    cacert="/etc/ssl/our-ca.pem",
    verify=False,
    compute_endpoint_override="https://nova.example/v2.1",
    identity_endpoint_override="https://[2001:db8::5]:5000/v3",
    console_types=(ConsoleType.SERIAL, ConsoleType.NOVNC),
    link_lifetime=120,
    open_in=OpenIn.BROWSER,
    colour=ProfileColour.TEAL,
)
STAGE = Profile(id="stage", name="stage", auth={"auth_url": "http://10.0.0.5:5000/v3"})
NEW = Profile(id="77aa", name="lab", auth={"auth_url": "https://[fe80::1]:5000/v3", "username": "eve"})


@pytest.fixture
def path() -> Path:
    path = paths.profiles_file()
    path.parent.mkdir(parents=True)
    path.write_text(FULL, encoding="utf-8")
    return path


def changed(profile: Profile, **values: object) -> Profile:
    return msgspec.structs.replace(profile, **values)


def test_no_file_is_no_profiles_and_no_problem():
    contents = ProfileFile().read()
    assert contents.profiles == ()
    assert contents.problems == ()
    assert not paths.profiles_file().exists()


@pytest.mark.usefixtures("path")
def test_every_value_is_read_in_the_files_order():
    contents = ProfileFile().read()
    assert contents.profiles == (PROD, STAGE)
    assert contents.problems == ()


def test_the_first_profile_makes_the_file_readable_by_its_owner_only():
    ProfileFile().save(NEW)
    path = paths.profiles_file()
    assert path.read_text(encoding="utf-8") == (
        'schema = 1\n\n[clouds.lab]\nid = "77aa"\n\n'
        '[clouds.lab.auth]\nauth_url = "https://[fe80::1]:5000/v3"\nusername = "eve"\n'
    )
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert ProfileFile().read().profiles == (NEW,)


def test_a_new_profile_goes_to_the_end_and_changes_nothing_else(path):
    ProfileFile().save(NEW)
    text = path.read_text(encoding="utf-8")
    assert text.startswith(FULL)
    assert text.removeprefix(FULL).startswith("\n[clouds.lab]\n")
    assert ProfileFile().read().profiles == (PROD, STAGE, NEW)


def test_saving_what_is_there_already_leaves_the_file_as_it_is(path):
    ProfileFile().save(PROD)
    ProfileFile().save(STAGE)
    assert path.read_text(encoding="utf-8") == FULL


def test_a_changed_value_is_written_where_it_stands_beside_its_comment(path):
    ProfileFile().save(changed(PROD, region_name="eu-nl", link_lifetime=600))
    expected = FULL.replace('"eu-de"    # Magdeburg', '"eu-nl"    # Magdeburg')
    assert path.read_text(encoding="utf-8") == expected.replace("link_lifetime = 120", "link_lifetime = 600")


def test_a_value_that_was_not_written_joins_its_table_above_the_next_comment(path):
    path.write_text(FULL.replace("link_lifetime = 120\n", ""), encoding="utf-8")
    ProfileFile().save(PROD)
    expected = FULL.replace("link_lifetime = 120\n", "").replace(
        "volume_api_version = 3\n", "volume_api_version = 3\nlink_lifetime = 120\n"
    )
    assert path.read_text(encoding="utf-8") == expected


def test_a_table_that_was_not_written_follows_the_profiles_own(path):
    path.write_text('[clouds.a]\nid = "1" # one\n\n# about b\n[clouds.b]\n', encoding="utf-8")
    ProfileFile().save(Profile(id="1", name="a", auth={"auth_url": "https://a/"}))
    assert path.read_text(encoding="utf-8") == (
        '[clouds.a]\nid = "1" # one\n\n[clouds.a.auth]\nauth_url = "https://a/"\n\n# about b\n[clouds.b]\n'
    )


def test_login_options_come_and_go_with_the_profile(path):
    auth = {"auth_url": PROD.auth_url, "username": "grace", "project_id": "9c2f"}
    ProfileFile().save(changed(PROD, auth=auth))
    text = path.read_text(encoding="utf-8")
    assert "# who we are there" in text
    assert "user_domain_name" not in text
    assert ProfileFile().read().profiles[0].auth == auth


def test_a_renamed_profile_keeps_its_place_its_comments_and_its_id(path):
    ProfileFile().save(changed(PROD, name="prod.eu"))
    text = FULL.replace("[clouds.prod]", '[clouds."prod.eu"]')
    assert path.read_text(encoding="utf-8") == text.replace("[clouds.prod.auth]", '[clouds."prod.eu".auth]')


def test_a_renamed_profile_without_an_id_gets_its_old_name_as_one():
    ProfileFile().save(NEW)
    path = paths.profiles_file()
    path.write_text("[clouds.old]\n", encoding="utf-8")
    ProfileFile().save(Profile(id="old", name="new"))
    assert path.read_text(encoding="utf-8") == '[clouds.new]\nid = "old"\n'


def test_removing_a_profile_leaves_the_comments_around_it(path):
    ProfileFile().remove("0b6c")
    assert path.read_text(encoding="utf-8") == (
        "schema = 1\n\n# The one that must not go down.\n\n# who we are there\n\n"
        '# Anything may break here.\n[clouds.stage.auth]\nauth_url = "http://10.0.0.5:5000/v3"\n'
    )
    assert ProfileFile().read().profiles == (STAGE,)


def test_removing_one_that_is_gone_already_is_fine(path):
    ProfileFile().remove("nobody")
    assert path.read_text(encoding="utf-8") == FULL


def test_a_name_that_is_taken_is_refused(path):
    with pytest.raises(ProfileError, match="already a profile called stage") as caught:
        ProfileFile().save(changed(PROD, name="stage"))
    assert caught.value.trouble.next_step == "Choose another name."
    with pytest.raises(ProfileError, match="already a profile called prod"):
        ProfileFile().save(changed(NEW, name="prod"))
    assert path.read_text(encoding="utf-8") == FULL


def test_what_an_editor_wrote_meanwhile_is_kept(path):
    file = ProfileFile()
    file.read()
    path.write_text(FULL + '\n[clouds.by-hand]\nregion_name = "x"\n', encoding="utf-8")
    file.save(changed(PROD, region_name="eu-nl"))
    assert [profile.name for profile in file.read().profiles] == ["prod", "stage", "by-hand"]


def test_quick_saves_from_many_threads_lose_nothing():
    profiles = [Profile(id=str(number), name=f"cloud {number}") for number in range(12)]
    start = threading.Barrier(len(profiles))

    def save(profile: Profile) -> None:
        start.wait(timeout=10)
        ProfileFile().save(profile)

    threads = [threading.Thread(target=save, args=(profile,)) for profile in profiles]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=10)
    assert sorted(int(profile.id) for profile in ProfileFile().read().profiles) == list(range(12))


@pytest.mark.parametrize(
    "name",
    [
        "a.b",
        "with space",
        'say "hi"',
        "it's",
        "Zürich-北京",
        "back\\slash",
        "#1",
        "[x]",
        "a=b",
        "1",
        "two\nlines",
    ],
)
def test_any_name_can_be_written_renamed_to_and_removed(path, name):
    file = ProfileFile()
    file.save(Profile(id="n", name=name, region_name="x"))
    file.save(Profile(id="n", name=name, region_name="y", auth={"username": "u"}))
    assert file.read().profiles[-1] == Profile(id="n", name=name, region_name="y", auth={"username": "u"})
    file.save(Profile(id="n", name="plain", region_name="y"))
    file.save(Profile(id="n", name=name, region_name="y"))
    assert file.read().profiles[-1] == Profile(id="n", name=name, region_name="y")
    file.remove("n")
    assert path.read_text(encoding="utf-8").rstrip() == FULL.rstrip()


@pytest.mark.parametrize("name", ["", "  "])
def test_a_profile_without_a_name_is_refused(name):
    with pytest.raises(ProfileError, match="no name"):
        ProfileFile().save(Profile(id="n", name=name))


class TestSite:
    """The administrator's file, beneath the person's own."""

    @pytest.fixture
    def site_path(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path / "etc"))
        path = tmp_path / "etc" / "porthole" / "profiles.toml"
        path.parent.mkdir(parents=True)
        path.write_text('[clouds.corp]\nregion_name = "hq"\n', encoding="utf-8")
        return path

    def test_its_profiles_follow_the_persons_own(self, site_path):
        ProfileFile().save(NEW)
        assert ProfileFile().site_path == site_path
        assert [profile.name for profile in ProfileFile().read().profiles] == ["lab", "corp"]

    @pytest.mark.parametrize("own", [Profile(id="corp", name="mine"), Profile(id="x", name="corp")])
    @pytest.mark.usefixtures("site_path")
    def test_an_own_profile_hides_the_one_of_the_same_id_or_name(self, own):
        ProfileFile().save(own)
        assert ProfileFile().read().profiles == (own,)

    def test_changing_one_makes_a_copy_of_ones_own(self, site_path):
        before = site_path.read_bytes()
        ProfileFile().save(Profile(id="corp", name="corp", region_name="branch"))
        assert [profile.region_name for profile in ProfileFile().read().profiles] == ["branch"]
        assert site_path.read_bytes() == before
        ProfileFile().remove("corp")
        assert [profile.region_name for profile in ProfileFile().read().profiles] == ["hq"]

    def test_it_cannot_be_removed_from_here(self, site_path):
        with pytest.raises(ProfileError, match="administrator") as caught:
            ProfileFile().remove("corp")
        ProfileFile().remove("nobody")
        assert str(site_path) in str(caught.value)
        assert caught.value.trouble.next_step == "Ask them to remove it there."

    def test_a_broken_one_leaves_ones_own_alone(self, site_path):
        ProfileFile().save(NEW)
        site_path.write_text("= nonsense", encoding="utf-8")
        contents = ProfileFile().read()
        assert contents.profiles == (NEW,)
        assert [str(site_path) in problem.trouble.what for problem in contents.problems] == [True]
