"""The report as a Word document, built from tables and drawings."""
