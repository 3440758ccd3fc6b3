"""Drawing of planned pages for Typst: texts, lines and fills at their places."""
