"""People: lists of groups, movements by orders, staff, consents (REG 3.9.1, 3.9.2)."""
