"""Files of the office: tried first, shown with the difference, then brought in."""
