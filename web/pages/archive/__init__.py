"""The archive: the register of issued documents and the acts of handover (архив)."""
