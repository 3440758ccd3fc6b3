"""The board: notices, signatures under them, who has read (REG 5.3)."""
