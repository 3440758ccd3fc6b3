"""Correction requests (заявки на исправление): asking, deciding, carrying out."""
