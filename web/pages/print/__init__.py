"""The print centre: choose, watch, take away (центр печати, REG 3.8.5, 4.2.5)."""
