"""Permissions and roles."""
