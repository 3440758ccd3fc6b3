"""The print centre: choose, watch, take away (центр печати)."""
