"""Reads the journal of a group for a year into the context of its print."""
