"""Checks over all records, one file each: (roster, vocabulary, day) → issues."""
