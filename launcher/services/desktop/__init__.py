"""What the desktop around Porthole does for it, over the session's message bus."""
