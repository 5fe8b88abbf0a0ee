"""Porthole in the tray: its icon, and the menu from which consoles are opened."""
