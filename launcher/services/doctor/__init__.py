"""What ``porthole doctor`` looks at: this computer, and the way to each cloud and its consoles."""
