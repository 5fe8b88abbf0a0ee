"""The program ends in the moment in which a hostile page downloads."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from launcher.demo.web.exchange import Reply
from tests.ui.console import leaving
from tests.ui.console.proxy import Proxy

TOP = Path(__file__).parents[3]

ENDS = 6
"""Without a moment's wait every second one failed where a server sends the file, and every twelfth else."""

PAGE = """<!doctype html><a id=a download=x.bin href={0}>x</a>
<script>setInterval(() => {{ for (let i = 0; i < 5; i += 1) a.click(); }}, 0);</script>"""


@pytest.mark.parametrize("url", ["data:text/plain,x", "/file.bin"])
def test_the_program_ends_well(proxy: Proxy, url: str) -> None:
    proxy.pages["page.html"] = PAGE.format(url)
    proxy.pages["file.bin"] = Reply(200, b"x" * 64, {"Content-Disposition": "attachment; filename=x.bin"})
    command = [sys.executable, leaving.__file__, proxy.url("page.html")]
    surroundings = os.environ | {"PYTHONPATH": str(TOP)}
    for _ in range(ENDS):
        process = subprocess.Popen(command, env=surroundings, stderr=subprocess.PIPE, text=True)
        try:
            _out, told = process.communicate(timeout=40)
        finally:
            process.kill()
        assert process.returncode == 0, told
    assert "/file.bin" not in proxy.asked
