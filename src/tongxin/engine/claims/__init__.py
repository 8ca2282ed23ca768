"""Sentences of a draft: their figures, what they speak of, and whether the records bear them out."""
