"""What a teacher owes the journal today (долги): lessons, МИУД, finals, sheets."""
