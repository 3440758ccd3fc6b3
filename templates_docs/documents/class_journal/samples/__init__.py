"""Invented people, lessons and marks of the sample journal."""
