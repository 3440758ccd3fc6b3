"""Signing in and out: login, second step, first password, the session of modules."""
