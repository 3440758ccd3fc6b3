"""Turns facts into printable documents."""
