"""One folder for each type of document."""
