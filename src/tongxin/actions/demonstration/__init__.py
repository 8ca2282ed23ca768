"""Invented records that show the product at work: one county's mechanism over twenty-two months."""
