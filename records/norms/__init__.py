"""The institution's profile, years and editable thresholds (нормативы)."""
