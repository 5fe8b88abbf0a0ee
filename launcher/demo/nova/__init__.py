"""The part of Nova v2.1 a console launcher meets."""
