"""Certification sheet of a file (лист-заверитель дела, п. 3.8.5)."""
