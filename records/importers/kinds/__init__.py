"""The kinds of files an office brings in, one module each."""
