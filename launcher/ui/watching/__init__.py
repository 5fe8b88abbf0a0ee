"""Servers that are watched while nobody looks."""
