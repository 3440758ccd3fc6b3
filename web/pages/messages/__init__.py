"""Messages: conversations, a new letter to those one may write to (REG 3.12.3)."""
