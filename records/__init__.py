"""The record: facts, rules, versions of a training centre's journals."""
