"""A small cloud in one process, for trying Porthole without an account and for the tests."""
