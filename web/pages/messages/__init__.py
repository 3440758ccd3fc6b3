"""Messages: conversations, a new letter to those one may write to (REG 2.2, 3.12.3)."""
