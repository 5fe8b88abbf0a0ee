"""The options of a login with an access key, as keystoneauth1's loaders have them."""

from keystoneauth1.loading import BaseLoader, Opt

from launcher.cloud.aksk.plugin import AccessKey


class AccessKeyLoader(BaseLoader[AccessKey]):
    """Loads the plugin that is called ``aksk``."""

    @property
    def plugin_class(self) -> type[AccessKey]:
        """What it loads."""
        return AccessKey

    @property
    def available(self) -> bool:
        """It needs nothing more than Porthole does."""
        return True

    def get_options(self) -> list[Opt]:
        """Return what the plugin can be told."""
        return [
            *super().get_options(),
            Opt("auth-url", required=True, help="Address of IAM, the identity service"),
            Opt("access-key", required=True, help="Access key ID (AK)"),
            Opt("secret-key", required=True, secret=True, help="Secret access key (SK)"),
            Opt("security-token", secret=True, help="Security token, which a temporary access key has"),
            Opt("project-id", help="Project ID"),
            Opt("project-name", help="Project name; where it is not given, the region's project"),
        ]
