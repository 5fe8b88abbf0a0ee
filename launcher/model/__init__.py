"""Frozen, typed values and the errors. Imports nothing of ours, no Qt, no network."""
