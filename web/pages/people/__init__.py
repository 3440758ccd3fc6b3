"""People: lists of groups, movements by orders, staff, consents (REG 3.9, 3.11, 3.12)."""
