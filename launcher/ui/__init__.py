"""Everything Qt. Knows services, never the network."""
