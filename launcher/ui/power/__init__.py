"""Starting, stopping and rebooting servers, asked about where it should be."""
