"""The regulation's clauses and what of the program carries each of them out."""
