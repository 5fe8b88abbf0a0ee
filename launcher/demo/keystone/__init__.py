"""The part of Keystone v3 a console launcher meets."""
