"""Lesson records: date, kind of work, topic, homework (занятия)."""
