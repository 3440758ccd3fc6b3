"""The lesson page: topic, homework, roll-call and marks of one lesson (3.13.1)."""
