"""Correction requests (заявки на исправление): asked, decided, carried out once."""
