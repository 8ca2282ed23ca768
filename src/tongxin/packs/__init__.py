"""Mechanisms as data, and their loader."""
