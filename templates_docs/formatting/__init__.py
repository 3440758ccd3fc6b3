"""Russian words, names, dates and typography; pure functions."""
