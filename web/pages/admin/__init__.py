"""Accounts, norms, reads of personal data, jobs and the state of the installation."""
