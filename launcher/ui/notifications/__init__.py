"""What is told on the desktop, outside of Porthole's windows."""
