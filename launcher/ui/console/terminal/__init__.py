"""Serial consoles: a terminal, and the line behind it."""
