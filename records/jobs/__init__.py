"""Work done in the background: print runs, periodic tasks (очередь заданий)."""
