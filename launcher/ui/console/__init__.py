"""Consoles: the window with a tab a server, and what stands around each server's screen."""
