"""Exam, credit and summary sheets (ведомости)."""
