"""Porthole: double-click a server, and its screen is there."""

__version__ = "0.1.0"
