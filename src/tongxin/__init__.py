"""Tongxin 同心: runs the duty work of a consultative committee from a readable mechanism file."""

__version__ = "0.1.0"
