"""Parts of the journal around its spreads, in the order of §1.1."""
