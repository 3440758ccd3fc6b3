"""Sheets (ведомости): the register, filling, closing, re-takes (REG 4.2.5)."""
