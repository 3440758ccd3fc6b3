"""Tallies of the year: works done, final marks, debts, the summary sheet."""
