"""One door for each printing engine."""
