"""The curator's week of a group: absences, their causes, the stamp (REG 3.12.2)."""
