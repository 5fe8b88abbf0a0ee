"""What runs on a server of the demo: a text console that boots, and a tiny shell."""
