"""Pairing: who links whom, as evenly as can be and then as fittingly, proven and explained."""
