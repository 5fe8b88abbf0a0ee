"""The sidebar: the places a list of servers can be seen from."""
