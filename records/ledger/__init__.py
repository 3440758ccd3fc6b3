"""The append-only hash-chained ledger of every entry."""
