"""Readers of the office's XLSX, CSV and DOCX files."""
