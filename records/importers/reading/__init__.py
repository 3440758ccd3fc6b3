"""Files from outside: checked, opened, turned into rows of cells."""
