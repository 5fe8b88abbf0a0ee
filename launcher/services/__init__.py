"""What Porthole does, as plain callables: no Qt, so that the command line can do it too."""
