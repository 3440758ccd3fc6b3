"""Planning of the bound journal: facts become pages, page by page, line by line."""
