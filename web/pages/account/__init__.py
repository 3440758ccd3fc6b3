"""One's own sign-in: sessions, password, second step."""
