"""HTTP/1.1 on loopback: listening, answering, and a record of what was asked."""
