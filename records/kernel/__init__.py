"""What every area of the record uses."""
