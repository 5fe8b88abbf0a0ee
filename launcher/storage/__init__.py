"""What stays on disk, and the keyring."""
