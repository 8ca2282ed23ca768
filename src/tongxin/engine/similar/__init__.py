"""Which texts say the same: cleaned, by the rare grams they share, with the passages that coincide."""
