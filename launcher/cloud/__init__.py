"""What OpenStack says: session, authentication, servers, remote consoles."""
