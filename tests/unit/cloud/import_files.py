"""Files with clouds, and what is read from them."""

from pathlib import Path

from launcher.cloud.imports import ConfigFiles, ImportCandidate, read_candidates

KEYSTONE = "https://iam.example/v3"


PASSWORD = f"""
auth:
  auth_url: {KEYSTONE}
  username: ada
  user_domain_name: Default
  project_name: web
"""


def read(folder: Path, text: str, secure: str = "", vendors: str = "", **more) -> dict[str, ImportCandidate]:
    paths = {}
    for name, contents in {"clouds": text, "secure": secure, "vendors": vendors}.items():
        if contents:
            paths[name] = str(folder / f"{name}.yaml")
            Path(paths[name]).write_text(contents)
    return {one.name: one for one in read_candidates(ConfigFiles(**paths), **more)}


def cloud(lines: str, name: str = "prod") -> str:
    body = "\n".join(f"    {line}" for line in lines.strip().splitlines())
    return f"clouds:\n  {name}:\n{body}\n"
