"""Director's orders (приказы) and inspections."""
