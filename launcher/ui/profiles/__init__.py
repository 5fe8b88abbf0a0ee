"""Profiles: editing them, and asking for their secrets."""
