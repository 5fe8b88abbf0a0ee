"""Changes to files as people lay them out, tried against what a plain dictionary would do."""

import random
from pathlib import Path

import msgspec
import pytest

from launcher.model.console import ConsoleType, OpenIn
from launcher.model.errors import ProfileError
from launcher.model.profile import Profile, ProfileColour
from launcher.storage import profile_editing
from launcher.storage.profiles import ProfileFile

LAYOUTS = {
    "dotted keys": '[clouds.a]\nid = "1"\nauth.auth_url = "https://h/v3"\nauth.username = "u" # me\n',
    "dotted below clouds": '[clouds]\na.id = "1"\na.auth.username = "u"\nb.id = "2"\n',
    "inline tables": 'clouds = { a = { id = "1", auth = { username = "u" } } }\n',
    "inline auth": '[clouds.a]\nid = "1"\nauth = { username = "u" }\n',
    "quoted headers": '[ "clouds" . \'a\' ] # odd\nid = "1"\n["clouds".a.auth]\nusername = "u"\n',
    "auth first": '[clouds.a.auth]\nusername = "u"\n\n[clouds.a]\nid = "1"\n',
    "torn apart": '[clouds.a]\nid = "1"\n\n[clouds.b]\nid = "2"\n\n[clouds.a.auth]\nusername = "u"\n',
    "others between": '[clouds.a]\nid = "1"\n\n[ours]\nx = [\n  1,\n  2\n]\n\n[clouds.b]\nid = "2"\n',
    "indented": '  [clouds.a]\n  id = "1"\n    [clouds.a.auth]\n    username = "u"\n',
    "unknown tables": '[clouds.a]\nid = "1"\n[[clouds.a.x]]\nx = 1\n[[clouds.a.x]]\nx = 2\n[[o]]\ny = 1\n',
    "explicit clouds": '[clouds]\n\n[clouds.a]\nid = "1"\n',
    "array of texts": '[clouds.a]\nid = "1"\nnote = [\n  "x",\n  ["y"],\n]\nregion_name = "r"\n',
    "no end of line": '[clouds.a]\nid = "1"',
}


def file_with(text: str, directory: Path) -> ProfileFile:
    path = directory / "profiles.toml"
    path.write_text(text, encoding="utf-8")
    return ProfileFile(path, directory / "none")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_change_arrives_in_any_layout(layout, tmp_path):
    text = LAYOUTS[layout]
    file = file_with(text, tmp_path)
    before = file.read().profiles
    assert before[0].id == "1"
    auth = before[0].auth | {"username": "v", "project_name": "p"}
    wanted = msgspec.structs.replace(before[0], name="new name", auth=auth, link_lifetime=60)
    file.save(wanted)
    after = {profile.id: profile for profile in file.read().profiles}
    assert after == {profile.id: profile for profile in (wanted, *before[1:])}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_removal_takes_the_one_profile_and_no_other(layout, tmp_path):
    file = file_with(LAYOUTS[layout], tmp_path)
    before = file.read().profiles
    file.remove("1")
    assert file.read().profiles == before[1:]
    assert 'id = "1"' not in file.path.read_text(encoding="utf-8")


def test_a_layout_that_cannot_be_changed_safely_is_left_as_it_is(tmp_path):
    text = '[clouds.a]\nid = "1"\nnote = """\n[clouds.b]\n# no comment\n"""\n\n[clouds.c]\n'
    file = file_with(text, tmp_path)
    profile = file.read().profiles[0]
    for change in (
        lambda: file.remove("1"),
        lambda: file.save(msgspec.structs.replace(profile, link_lifetime=60)),
    ):
        with pytest.raises(ProfileError, match="cannot change safely") as caught:
            change()
        assert "[clouds.prod]" in caught.value.trouble.next_step
    assert file.path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    "spoilt",
    [
        "",
        '[clouds.a]\nid = "1"\nregion_name = "y"\nx = 1\n[clouds.b]\n',
        '[clouds.a]\nid = "1"\nregion_name = "y"\nx = 1\n[clouds.b]\nid = "2"\n[mine]\nx = 1\n',
        '[clouds.b]\n[clouds.a]\nid = "1"\nregion_name = "y"\nx = 1\n[mine]\nx = 1\n',
        '[clouds.a]\nid = "1"\nregion_name = "y"\n[clouds.b]\n[mine]\nx = 1\n',
        '[clouds.a]\nid = "1"\nregion_name = "z"\nx = 1\n[clouds.b]\n[mine]\nx = 1\n',
        "[clouds.a]\n[clouds.a]\n",
    ],
    ids=[
        "empty",
        "table lost",
        "neighbour changed",
        "order changed",
        "unknown key lost",
        "value lost",
        "no TOML",
    ],
)
def test_an_edit_that_would_spoil_anything_is_never_written(tmp_path, monkeypatch, spoilt):
    text = '[clouds.a]\nid = "1"\nregion_name = "x"\nx = 1\n[clouds.b]\n[mine]\nx = 1\n'
    file = file_with(text, tmp_path)
    monkeypatch.setattr(profile_editing, "with_changed_profile", lambda *_: spoilt)
    with pytest.raises(ProfileError, match="cannot change safely"):
        file.save(Profile(id="1", name="a", region_name="y"))
    assert file.path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_profile_can_be_added_to_any_layout_but_an_inline_one(layout, tmp_path):
    file = file_with(LAYOUTS[layout], tmp_path)
    new = Profile(id="9", name="nine", auth={"username": "w"})
    if layout == "inline tables":
        with pytest.raises(ProfileError, match="laid out"):
            file.save(new)
        assert file.path.read_text(encoding="utf-8") == LAYOUTS[layout]
    else:
        before = file.read().profiles
        file.save(new)
        assert file.read().profiles == (*before, new)
        assert file.path.read_text(encoding="utf-8").startswith(LAYOUTS[layout].rstrip())


def some_text(chance: random.Random) -> str:
    return "".join(chance.choice("ab1 .-_\"'\\#[]=üß北\t🚪") for _ in range(chance.randint(1, 8)))


CERTIFICATES = [f"h:{port} {':'.join([f'{port:02X}'] * 32)}" for port in (10, 11, 12)]


def some_profile(chance: random.Random, profile_id: str, names: set[str]) -> Profile:
    name = some_text(chance)
    while not name.strip() or name in names:
        name = some_text(chance)
    auth = {"auth_url": chance.choice(["https://h/v3", "http://[::1]:5000"])} if chance.random() < 0.7 else {}
    auth |= {key: some_text(chance) for key in ("username", "project_name") if chance.random() < 0.5}
    return Profile(
        id=profile_id,
        name=name,
        auth=auth,
        auth_type=chance.choice(["v3password", "v3totp"]),
        region_name=chance.choice(["", some_text(chance)]),
        verify=chance.random() < 0.5,
        production=chance.random() < 0.5,
        colour=chance.choice(list(ProfileColour)),
        interface=chance.choice(["public", "internal", "admin"]),
        console_types=tuple(chance.sample(list(ConsoleType), chance.randint(1, 3))),
        link_lifetime=chance.randint(1, 604800),
        sessions_end_with_link=chance.random() < 0.5,
        trusted_certificates=tuple(chance.sample(CERTIFICATES, chance.randint(0, 3))),
        open_in=chance.choice(list(OpenIn)),
    )


@pytest.mark.parametrize("seed", range(12))
def test_any_run_of_changes_ends_as_a_list_would(seed, tmp_path):
    chance = random.Random(seed)  # noqa: S311 - the same every time
    head = "# a file of mine\nschema = 1\n\n[mine]\nx = 1 # keep\n"
    file = file_with(head, tmp_path)
    profiles: list[Profile] = []
    for step in range(25):
        names = {profile.name for profile in profiles}
        if profiles and chance.random() < 0.25:
            gone = profiles.pop(chance.randrange(len(profiles)))
            file.remove(gone.id)
        elif profiles and chance.random() < 0.6:
            place = chance.randrange(len(profiles))
            profiles[place] = some_profile(chance, profiles[place].id, names)
            file.save(profiles[place])
        else:
            profiles.append(some_profile(chance, f"id {step}", names))
            file.save(profiles[-1])
        contents = file.read()
        assert contents.profiles == tuple(profiles)
        assert contents.problems == ()
    assert file.path.read_text(encoding="utf-8").startswith(head)


def test_what_stays_in_a_list_keeps_its_line_and_its_comment(tmp_path):
    first, second, third = CERTIFICATES
    lines = f'  # by phone\n  "{first}", # the old one\n  "{second}", # the new one\n'
    file = file_with(f"[clouds.a]\ntrusted_certificates = [\n{lines}]\n", tmp_path)
    (profile,) = file.read().profiles
    file.save(msgspec.structs.replace(profile, trusted_certificates=(second, third)))
    text = file.path.read_text(encoding="utf-8")
    assert f'  # by phone\n  "{second}", # the new one\n' in text
    assert "the old one" not in text
    assert file.read().profiles[0].trusted_certificates == (second, third)
