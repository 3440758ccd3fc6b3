"""Marks, absences, monthly control and finals (отметки)."""
