"""Staff, learners, parents and their names (кадры, контингент)."""
