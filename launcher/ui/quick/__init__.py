"""Quick connect: a few letters, and a console."""
