"""The settings window: a group for each thing a person would look for."""
