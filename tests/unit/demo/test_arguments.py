import pytest

from launcher.demo.arguments import read, written
from launcher.demo.options import DemoOptions
from launcher.model.console import ConsoleType


@pytest.mark.parametrize(
    "options",
    [
        DemoOptions(),
        DemoOptions(
            servers=0,
            token_lifetime=0.5,
            link_lifetime=12.5,
            page_limit=25,
            max_microversion="2.1",
            task_seconds=1.5,
            huawei=True,
            clock_ahead=-1200.0,
            console_types=(ConsoleType.SPICE_HTML5, ConsoleType.SERIAL),
        ),
    ],
)
def test_options_survive_the_command_line(options):
    assert read(written(options)) == options


def test_without_arguments_it_is_as_always():
    assert read([]) == DemoOptions()


@pytest.mark.parametrize(
    ("argument", "words"),
    [
        ("--servers=-1", "-1 is less than 0"),
        ("--servers=many", "many"),
        ("--page-limit=0", "0 is less than 1"),
        ("--link-lifetime=0", "0 is no number of seconds to live"),
        ("--token-lifetime=inf", "inf is no number of seconds to live"),
        ("--link-lifetime=nan", "nan is no number of seconds to live"),
        ("--max-microversion=3.0", "3.0 is no compute microversion, such as 2.93"),
        ("--max-microversion=2.0", "2.0 is no compute microversion"),
        ("--console-type=telnet", "telnet"),
    ],
)
def test_a_wrong_one_is_named(argument, words, capsys):
    with pytest.raises(SystemExit) as caught:
        read([argument])
    assert caught.value.code == 2
    complaint = capsys.readouterr().err
    assert argument.partition("=")[0] in complaint
    assert words in complaint
