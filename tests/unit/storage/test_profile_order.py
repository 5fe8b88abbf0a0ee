"""The order of the profiles in a file, and what moves with each."""

import random
from contextlib import suppress
from pathlib import Path

import pytest

from launcher.model.errors import ProfileError
from launcher.model.profile import Profile
from launcher.storage.profiles import ProfileFile
from tests.unit.storage.test_profile_editing import LAYOUTS, file_with, some_profile

FILE = """\
# My clouds, all of them.

schema = 1
# about the file

# The big one.
# Be careful.
[clouds.prod] # here
id = "1"

# who we are there
[clouds.prod.auth]
username = "ada"
# password comes from the keyring

[mine]
x = 1


# Anything may break.

# (really)
[clouds.stage]
id = "2"
# old = true

[clouds.lab]
id = "3"

# the end
"""
LAB_FIRST = """\
# My clouds, all of them.

schema = 1
# about the file

[clouds.lab]
id = "3"

[mine]
x = 1


# The big one.
# Be careful.
[clouds.prod] # here
id = "1"

# who we are there
[clouds.prod.auth]
username = "ada"
# password comes from the keyring

# Anything may break.

# (really)
[clouds.stage]
id = "2"
# old = true

# the end
"""


def ids(file: ProfileFile) -> list[str]:
    contents = file.read()
    assert contents.problems == ()
    return [profile.id for profile in contents.profiles]


def reordered(text: str, order: list[str], directory: Path) -> str:
    file = file_with(text, directory)
    file.reorder(order)
    return file.path.read_text(encoding="utf-8")


def test_each_takes_its_comments_along_and_what_is_no_profile_stays(tmp_path):
    assert reordered(FILE, ["3", "1", "2"], tmp_path) == LAB_FIRST
    assert reordered(LAB_FIRST, ["1", "2", "3"], tmp_path) == FILE


def test_no_comment_comes_to_speak_of_another_profile(tmp_path):
    text = '[clouds.a]\nid = "1"\n[clouds.b]\nid = "2"\n# b only\n\n# of c\n[clouds.c]\nid = "3"\n'
    for order in (["3", "2", "1"], ["2", "3", "1"], ["1", "3", "2"], ["1", "2", "3"]):
        text = reordered(text, order, tmp_path)
        assert 'id = "2"\n# b only\n' in text
        assert "# of c\n[clouds.c]\n" in text
        assert "# b only\n[" not in text


def test_a_comment_without_a_blank_line_speaks_of_what_follows(tmp_path):
    text = '[clouds.a]\nid = "1"\n# of b\n[clouds.b]\nid = "2"\n'
    assert reordered(text, ["2", "1"], tmp_path) == '# of b\n[clouds.b]\nid = "2"\n[clouds.a]\nid = "1"\n'


def test_a_comment_that_ends_with_a_blank_line_speaks_of_what_stands_above(tmp_path):
    text = '[clouds.a]\nid = "1"\n# verify = false\n\n[clouds.b]\nid = "2"\n'
    expected = '[clouds.b]\nid = "2"\n\n[clouds.a]\nid = "1"\n# verify = false\n'
    assert reordered(text, ["2", "1"], tmp_path) == expected


def test_the_first_comment_is_the_files_where_a_blank_line_follows(tmp_path):
    text = '# mine\n\n# of a\n[clouds.a]\nid = "1"\n\n[clouds.b]\nid = "2"\n'
    expected = '# mine\n\n[clouds.b]\nid = "2"\n\n# of a\n[clouds.a]\nid = "1"\n'
    assert reordered(text, ["2", "1"], tmp_path) == expected


def test_the_order_there_is_leaves_the_file_untouched(tmp_path):
    file = file_with(FILE, tmp_path)
    before = file.path.stat().st_mtime_ns
    file.reorder(["1", "2", "3"])
    file.reorder(["1", "3"])
    file.reorder([])
    assert file.path.read_text(encoding="utf-8") == FILE
    assert file.path.stat().st_mtime_ns == before


def test_whoever_is_not_named_or_not_there_any_more_stays_out_of_it(tmp_path):
    file = file_with(FILE, tmp_path)
    file.reorder(["3", "gone", "1"])
    assert ids(file) == ["3", "2", "1"]


def test_a_profile_with_a_mistake_in_it_keeps_its_place_and_its_lines(tmp_path):
    text = '[clouds.a]\n\n[clouds.bad]\nverify = "no"\n\n[clouds.c]\n'
    expected = '[clouds.c]\n\n[clouds.bad]\nverify = "no"\n\n[clouds.a]\n'
    assert reordered(text, ["c", "a"], tmp_path) == expected


def test_windows_line_endings_stay(tmp_path):
    file = file_with("", tmp_path)
    file.path.write_bytes(b'[clouds.a]\r\nid = "1"\r\n\r\n[clouds.b]\r\nid = "2"\r\n')
    file.reorder(["2", "1"])
    assert file.path.read_bytes() == b'[clouds.b]\r\nid = "2"\r\n\r\n[clouds.a]\r\nid = "1"\r\n'


def test_the_sites_profiles_stay_beneath_and_their_file_as_it_is(tmp_path):
    site = tmp_path / "site.toml"
    site.write_text("[clouds.s1]\n\n[clouds.s2]\n")
    file = file_with("[clouds.a]\n\n[clouds.b]\n", tmp_path)
    both = ProfileFile(file.path, site)
    both.reorder(["s2", "b", "s1", "a"])
    assert ids(both) == ["b", "a", "s1", "s2"]
    assert site.read_text() == "[clouds.s1]\n\n[clouds.s2]\n"


@pytest.mark.parametrize("layout", sorted(LAYOUTS.keys() - {"inline tables", "dotted below clouds"}))
def test_any_layout_is_put_in_order(layout, tmp_path):
    file = file_with(LAYOUTS[layout].rstrip() + '\n\n[clouds.z] # last\nid = "9"\n', tmp_path)
    wanted = ids(file)[::-1]
    file.reorder(wanted)
    assert ids(file) == wanted
    assert "[clouds.z] # last" in file.path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text",
    [
        'clouds = { a = { id = "1", auth = { username = "u" } }, b = { id = "2" } }\n',
        LAYOUTS["dotted below clouds"],
        '[clouds]\na.id = "1"\n\n[clouds.b]\nid = "2"\n',
    ],
    ids=["inline tables", "dotted below clouds", "both ways"],
)
def test_profiles_without_tables_of_their_own_are_put_in_order_too(text, tmp_path):
    file = file_with(text, tmp_path)
    file.reorder(["2", "1"])
    assert ids(file) == ["2", "1"]


def test_no_comment_is_lost_to_an_order(tmp_path):
    text = '[clouds]\n# of a\na.id = "1" # here\na.auth.username = "u"\n# of b\nb.id = "2"\n'
    file = file_with(text, tmp_path)
    with suppress(ProfileError):
        file.reorder(["2", "1"])
    after = file.path.read_text(encoding="utf-8")
    assert all(comment in after for comment in ("# of a", "# here", "# of b"))


def test_what_only_looks_like_a_table_is_never_torn(tmp_path):
    text = '[clouds.a]\nnote = """\n[clouds.b]\n# no comment\n"""\n\n[clouds.c]\n'
    file = file_with(text, tmp_path)
    with pytest.raises(ProfileError, match="cannot change safely"):
        file.reorder(["c", "a"])
    assert file.path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("seed", range(8))
def test_any_run_of_orders_keeps_every_profile(seed, tmp_path):
    chance = random.Random(seed)  # noqa: S311 - the same every time
    file = file_with("# a file of mine\nschema = 1\n\n[mine]\nx = 1 # keep\n", tmp_path)
    profiles: list[Profile] = []
    for number in range(6):
        profiles.append(some_profile(chance, f"id {number}", {one.name for one in profiles}))
        file.save(profiles[-1])
    for _ in range(8):
        chance.shuffle(profiles)
        file.reorder([profile.id for profile in profiles])
        assert file.read().profiles == tuple(profiles)
    text = file.path.read_text(encoding="utf-8")
    assert text.startswith("# a file of mine\nschema = 1\n\n[mine]\nx = 1 # keep\n")
    assert "\n\n\n" not in text


def test_a_new_profile_stands_right_below_the_one_it_was_made_from(tmp_path):
    file = file_with(FILE, tmp_path)
    file.save(Profile(id="9", name="prod copy"), "1")
    expected = FILE.replace("the keyring\n", 'the keyring\n\n[clouds."prod copy"]\nid = "9"\n')
    assert file.path.read_text(encoding="utf-8") == expected
    assert ids(file) == ["1", "9", "2", "3"]


@pytest.mark.parametrize("above", ["3", "gone"])
def test_a_new_profile_goes_below_the_last_one(above, tmp_path):
    file = file_with(FILE, tmp_path)
    file.save(Profile(id="9", name="new"), above)
    assert ids(file) == ["1", "2", "3", "9"]


def test_a_new_profile_takes_no_comment_from_its_neighbours(tmp_path):
    text = '[clouds.a]\nid = "1"\n# of b\n[clouds.b]\nid = "2"'
    file = file_with(text, tmp_path)
    file.save(Profile(id="9", name="new"), "1")
    expected = '[clouds.a]\nid = "1"\n\n[clouds.new]\nid = "9"\n\n# of b\n[clouds.b]\nid = "2"'
    assert file.path.read_text(encoding="utf-8") == expected


@pytest.mark.parametrize("layout", sorted(LAYOUTS.keys() - {"inline tables"}))
def test_a_new_profile_stands_below_another_in_any_layout(layout, tmp_path):
    file = file_with(LAYOUTS[layout], tmp_path)
    before = file.read().profiles
    new = Profile(id="9", name="nine", auth={"username": "w"})
    file.save(new, "1")
    after = file.read().profiles
    assert new in after
    assert [one for one in after if one != new] == list(before)
