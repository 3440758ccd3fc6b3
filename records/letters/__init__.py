"""Text messages inside the system (сообщения, REG 3.12.3)."""
