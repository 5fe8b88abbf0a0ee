"""What an organisation's file says of its clouds, for tests of a machine that one has set up."""

from launcher.demo.access import DemoAccess


def clouds_of(access: DemoAccess, *, username: str = "") -> str:
    """Return the tables of two profiles, ``production`` and ``staging``.

    Args:
        access: of the cloud that both lead to.
        username: who production is logged in to as; empty: everybody enters their own.
    """
    return "\n".join(
        f"""\
[clouds.{project}]
id = "example-{project}"
region_name = "{access.region_name}"

[clouds.{project}.auth]
auth_url = "{access.auth_url}"
{f'username = "{username}"' if username and project == "production" else ""}
user_domain_name = "{access.user_domain_name}"
project_name = "{project}"
project_domain_name = "{access.project_domain_name}"
"""
        for project in ("production", "staging")
    )
