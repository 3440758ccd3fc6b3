"""Monthly indicators of clause 3.8.9 (мониторинг)."""
