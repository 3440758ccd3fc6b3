"""The Word twin of the bound journal: the same plan, page for page."""
