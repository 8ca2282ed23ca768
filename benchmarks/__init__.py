"""Measurements: each prints its numbers as JSON beside the limit it is held against."""
