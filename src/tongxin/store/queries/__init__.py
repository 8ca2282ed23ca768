"""Rows turned into engine values and page rows; nothing here writes."""
