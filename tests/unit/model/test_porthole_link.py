import pytest

from launcher.model.errors import LinkError
from launcher.model.porthole_link import LONGEST, PortholeLink

ID = "0b1f2d3c-4e5f-4a6b-8c7d-9e0f1a2b3c4d"


@pytest.mark.parametrize("profile", ["prod", "two words", "a/b", "Zürich eins", "100%", "?#@:"])
def test_a_link_is_read_as_it_was_written(profile: str) -> None:
    link = PortholeLink(profile, ID)
    assert str(link).isascii()
    assert " " not in str(link)
    assert PortholeLink.read(str(link)) == link


def test_it_reads_as_promised() -> None:
    assert str(PortholeLink("prod", ID)) == f"porthole://connect/prod/{ID}"
    assert PortholeLink.read(f"PORTHOLE://Connect/prod/{ID.upper()}") == PortholeLink("prod", ID)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "begin"),
        (f"porthole:connect/prod/{ID}", "begin"),
        (f"https://connect/prod/{ID}", "begin"),
        (f"porthole://ada:hunter2@connect/prod/{ID}", "login"),
        (f"porthole://connect:6080/prod/{ID}", "something else"),
        (f"porthole://evil.example/prod/{ID}", "something else"),
        (f"porthole://delete/prod/{ID}", "something else"),
        (f"porthole://connect/prod/{ID}?token=hunter2", "more than"),
        (f"porthole://connect/prod/{ID}#hunter2", "more than"),
        (f"porthole://connect/prod/{ID}/", "one profile and one server"),
        (f"porthole://connect/prod/{ID}/hunter2", "one profile and one server"),
        (f"porthole://connect//{ID}", "one profile and one server"),
        ("porthole://connect/prod", "one profile and one server"),
        ("porthole://connect/prod/hunter2", "server's id"),
        ("porthole://connect/prod/..%2F..%2Fos-keypairs", "server's id"),
        (f"porthole://connect/prod/{ID}\n", "holds"),
        (f"porthole://connect/pr\u202eod/{ID}", "holds"),
        (f"porthole://connect/%E2%80%AEprod/{ID}", "cannot be seen"),
        (f"porthole://connect/%0Aprod/{ID}", "cannot be seen"),
        (f"porthole://connect/%FFprod/{ID}", "cannot be read"),
        (f"porthole://connect/{'a' * LONGEST}/{ID}", "holds"),
    ],
)
def test_whatever_says_more_or_else_is_refused_and_not_repeated(text: str, why: str) -> None:
    with pytest.raises(LinkError) as refused:
        PortholeLink.read(text)
    assert why in refused.value.trouble.what
    assert "hunter2" not in repr(refused.value.trouble)
    assert refused.value.trouble.next_step == "A link reads porthole://connect/PROFILE/SERVER-ID."
