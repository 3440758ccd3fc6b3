"""The curator's week: absences of the group and the stamp «проверено» (REG 3.12.2)."""
