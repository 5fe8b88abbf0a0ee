"""Starting at login, as each desktop wants it: a file a platform."""
