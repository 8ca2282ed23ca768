"""Indicators: every number together with the records it was counted from."""
