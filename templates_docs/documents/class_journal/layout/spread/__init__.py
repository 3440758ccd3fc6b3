"""The spread: marks on the left page, records of lessons on the right (§1.5-1.8)."""
