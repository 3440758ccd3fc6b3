"""Bytes that are kept: issue, bind, store."""
