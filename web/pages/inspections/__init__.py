"""Inspections of journals (проверки): survey, remarks, settling (REG 5.2)."""
