"""Access keys: logging in with an AK/SK pair of Huawei's clouds, as a plugin of keystoneauth1's."""
