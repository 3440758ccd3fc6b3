"""Acts of handover of bound journals (приём-передача)."""
