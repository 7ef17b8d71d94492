"""What people change about actors and topics: a log, applied whenever the statement table is read."""
