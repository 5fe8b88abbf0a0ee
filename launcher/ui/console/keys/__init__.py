"""Keys that a person sends to a server by other ways than pressing them."""
