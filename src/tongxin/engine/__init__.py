"""The rules: plain Python without framework, clock, database or prose."""
