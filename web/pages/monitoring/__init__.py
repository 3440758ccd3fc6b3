"""The monthly monitoring with what stands behind every figure; progress by group."""
