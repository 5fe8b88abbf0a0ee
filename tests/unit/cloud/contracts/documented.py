"""Answers as the clouds' own documents show them; each file names its document."""

import json
from pathlib import Path
from typing import Any

from tests.unit.cloud.replay import Reply

DOCUMENTED = Path(__file__).parents[3] / "documented-clouds"


def documented(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((DOCUMENTED / f"{name}.json").read_text())
    return loaded


def reply(name: str) -> Reply:
    case = documented(name)
    return Reply(case["status"], case["body"], case["headers"])
