"""The desk of one's role: today, what is owed, what awaits a decision (`/`)."""
