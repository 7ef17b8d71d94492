"""What people say of statements: a log, and what it means for the statement table and for later readings."""
