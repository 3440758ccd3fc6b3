"""What all pages share: who is here, what is allowed, the moment, the answers."""
