"""The register of a group for a year and its states (журнал)."""
