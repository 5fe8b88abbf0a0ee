"""Wrong values: each is named, and harms no other profile."""

import pytest

from launcher.model.errors import ProfileError
from launcher.model.profile import Profile
from launcher.storage.profiles import ProfileFile, ProfileFileContents

GOOD = '\n[clouds.good]\nregion_name = "x"\n'


@pytest.fixture
def path(tmp_path):
    return tmp_path / "profiles.toml"


@pytest.fixture
def read(path):
    def read(text: str) -> ProfileFileContents:
        path.write_text(text, encoding="utf-8")
        return ProfileFile(path, path.with_name("none")).read()

    read.path = path
    return read


@pytest.mark.parametrize(
    ("line", "key", "found", "allowed"),
    [
        ('link_lifetime = "ten"', "link_lifetime", '"ten"', "a whole number of seconds from 1 to 604800"),
        ("link_lifetime = 0", "link_lifetime", "0", "a whole number of seconds from 1 to 604800"),
        ("link_lifetime = 604801", "link_lifetime", "604801", "a whole number of seconds from 1 to 604800"),
        ("link_lifetime = true", "link_lifetime", "true", "a whole number of seconds from 1 to 604800"),
        ('open_in = "tab"', "open_in", '"tab"', "embedded or browser"),
        ("sessions_end_with_link = 1", "sessions_end_with_link", "1", "true or false"),
        (
            'trusted_certificates = ["h:443 AB"]',
            "trusted_certificates",
            '["h:443 AB"]',
            "a list of hosts with a port and a SHA-256 fingerprint",
        ),
        ('interface = "privat"', "interface", '"privat"', "public, internal or admin"),
        ('verify = "no"', "verify", '"no"', "true or false"),
        ('production = "yes"', "production", '"yes"', "true or false"),
        ('colour = "pink"', "colour", '"pink"', "one of red, orange, yellow, green, teal, blue, purple"),
        ("colour = 3", "colour", "3", "one of red, orange"),
        ("console_types = []", "console_types", "an empty list", "a list of novnc, spice-html5 and serial"),
        ('console_types = ["rdp"]', "console_types", '["rdp"]', "a list of novnc, spice-html5 and serial"),
        ('console_types = ["novnc", "novnc"]', "console_types", '["novnc", "novnc"]', "each at most once"),
        ('console_types = "novnc"', "console_types", '"novnc"', "a list of novnc, spice-html5 and serial"),
        ("region_name = 1979-05-27", "region_name", "1979-05-27", "a text, such as eu-de"),
        ("region_name = false", "region_name", "false", "a text, such as eu-de"),
        ("cacert = {}", "cacert", "a table", "the path of a PEM file"),
        ('auth_type = ""', "auth_type", "an empty text", "the name of a keystoneauth1 plugin"),
        ('id = " "', "id", '" "', "a text that no other profile has"),
        ('auth = "x"', "auth", "no table", "a table such as [clouds.bad.auth]"),
        ("auth.project_id = 12", "auth.project_id", "12", "a text in quotes"),
        ('auth.auth_url = ""', "auth.auth_url", "an empty text", "an address such as https://iam.example/v3"),
        (
            'auth.auth_url = "iam.example/v3"',
            "auth.auth_url",
            '"iam.example/v3"',
            "an address such as https:",
        ),
        ('auth.auth_url = "ftp://iam/v3"', "auth.auth_url", '"ftp://iam/v3"', "an address such as https:"),
        ('auth.auth_url = "https:///v3"', "auth.auth_url", '"https:///v3"', "an address such as https:"),
        (
            'auth.auth_url = "https://2001:db8::1/v3"',
            "auth.auth_url",
            '"https://2001:db8::1/v3"',
            "an address",
        ),
        (
            'auth.auth_url = "https://[::1/v3"',
            "auth.auth_url",
            '"https://[::1/v3"',
            "an address such as https:",
        ),
        (
            'auth.auth_url = "https://a b/v3"',
            "auth.auth_url",
            '"https://a b/v3"',
            "an address such as https:",
        ),
        (
            'compute_endpoint_override = "nova"',
            "compute_endpoint_override",
            '"nova"',
            "an address such as https:",
        ),
        ("identity_endpoint_override = 5", "identity_endpoint_override", "5", "an address such as https:"),
    ],
)
def test_a_wrong_value_is_named_with_its_place_and_what_is_allowed(read, line, key, found, allowed):
    contents = read(f"[clouds.bad]\n{line}\n{GOOD}")
    (problem,) = contents.problems
    assert isinstance(problem, ProfileError)
    assert problem.trouble.what.startswith(f"In {read.path}, clouds.bad.{key} is {found}, but must be ")
    assert allowed in problem.trouble.what
    assert problem.trouble.next_step
    assert problem.trouble.cloud == "bad"
    assert [profile.name for profile in contents.profiles] == ["good"]


@pytest.mark.parametrize(
    "url",
    [
        "https://iam.example/v3",
        "http://10.0.0.5:5000",
        "https://[2001:db8::1]:5000/v3",
        "HTTPS://Iam.Example/",
    ],
)
def test_addresses_that_are_right(read, url):
    contents = read(f'[clouds.a]\nauth.auth_url = "{url}"\ncompute_endpoint_override = "{url}"\n')
    assert contents.problems == ()
    assert contents.profiles[0].auth_url == url


def test_two_wrong_values_are_two_problems(read):
    contents = read('[clouds.bad]\nverify = 1\nopen_in = "x"\n')
    assert len(contents.problems) == 2
    assert contents.profiles == ()


def test_a_long_value_is_cut(read):
    (problem,) = read(f'[clouds.bad]\nopen_in = "{"x" * 500}"\n').problems
    assert "x" * 60 + "…" in problem.trouble.what
    assert "x" * 61 not in problem.trouble.what


def test_a_name_with_dots_is_quoted_in_the_key_path(read):
    (problem,) = read('[clouds."a.b"]\nverify = 1\n').problems
    assert 'clouds."a.b".verify' in problem.trouble.what
    assert problem.trouble.cloud == "a.b"


@pytest.mark.parametrize("text", ["clouds = 3\n", "[clouds]\nx = 3\n", '[clouds.""]\n', '[clouds."  "]\n'])
def test_what_is_no_table_of_a_profile_is_a_problem(read, text):
    contents = read(text)
    assert contents.profiles == ()
    assert "table" in contents.problems[0].trouble.what


def test_an_id_twice_leaves_the_first_and_names_both(read):
    contents = read('[clouds.a]\nid = "1"\n[clouds."b c"]\nid = "1"\n[clouds.1]\n')
    assert [profile.name for profile in contents.profiles] == ["a"]
    assert [problem.trouble.cloud for problem in contents.problems] == ["b c", "1"]
    assert 'clouds."b c".id is "1", which is also that of clouds.a' in contents.problems[0].trouble.what


@pytest.mark.parametrize(
    "key",
    [
        "auth.password",
        "auth.application_credential_secret",
        "auth.token",
        "auth.passcode",
        "auth.client_secret",
        "auth.secret",
        "password",
        "secret_key",
        "extra.deep.API-KEY",
    ],
)
def test_a_secret_in_the_file_is_not_used_and_never_repeated(read, path, key):
    contents = read(f'[clouds.a]\n{key} = "hunter2"\nauth.username = "ada"\n')
    assert contents.profiles == (Profile(id="a", name="a", auth={"username": "ada"}),)
    (problem,) = contents.problems
    assert problem.trouble.what == f"In {path}, clouds.a.{key} is a secret in plain text."
    assert problem.trouble.next_step.startswith("Remove that line")
    assert "hunter2" not in repr(problem.trouble)


def test_a_secret_outside_of_all_profiles_is_found_too(read):
    (problem,) = read('password = "hunter2"\n').problems
    assert "password is a secret" in problem.trouble.what
    assert problem.trouble.cloud == ""


def test_a_password_inside_an_address_is_never_repeated(read):
    (problem,) = read('[clouds.a]\nauth.auth_url = "https://ada:hunter2@iam/v3"\n').problems
    assert "hunter2" not in repr(problem.trouble)
    assert "without user or password" in problem.trouble.what


def test_options_that_only_sound_secret_are_options(read):
    contents = read('[clouds.token]\nauth.access_token_endpoint = "https://idp/token"\nkey = "/etc/me.key"\n')
    assert contents.problems == ()
    assert contents.profiles[0].auth == {"access_token_endpoint": "https://idp/token"}


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"link_lifetime": 0}, "link_lifetime is 0, but must be a whole number of seconds from 1 to 604800."),
        ({"console_types": ()}, "console_types is an empty list, but must be a list of"),
        ({"id": ""}, "id is an empty text, but must be a text that no other profile has."),
        ({"auth": {"auth_url": "iam"}}, 'auth_url is "iam", but must be an address'),
        ({"auth": {"password": "hunter2"}}, "password is a secret, and the file of profiles holds none."),
    ],
)
def test_a_wrong_value_is_not_saved_either(path, values, message):
    with pytest.raises(ProfileError) as caught:
        ProfileFile(path).save(Profile(**({"id": "1", "name": "a"} | values)))
    assert caught.value.trouble.what.startswith(message)
    assert "hunter2" not in repr(caught.value.trouble)
    assert not path.exists()


def test_a_secret_in_the_file_outlives_a_save_so_that_only_the_person_removes_it(read, path):
    read('[clouds.a]\n[clouds.a.auth]\npassword = "hunter2"\nusername = "ada"\n')
    ProfileFile(path).save(Profile(id="a", name="a", auth={"username": "eve"}))
    text = path.read_text(encoding="utf-8")
    assert text == '[clouds.a]\n[clouds.a.auth]\npassword = "hunter2"\nusername = "eve"\n'
