"""Director's orders (приказы): draft, signature, board, acquaintance (REG 5.3)."""
