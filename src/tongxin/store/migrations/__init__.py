"""Schema history, one line of migrations."""
