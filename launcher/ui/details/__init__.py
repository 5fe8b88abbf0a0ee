"""The pane beside the list: what the chosen server is made of."""
