"""Which texts say the same: cleaned text, shared three-character grams weighed by rarity, coinciding passages."""
