"""Correction requests (заявки на исправление, REG 4.1.1): asking, deciding, writing."""
