"""Search over what the viewer may see: groups, people, disciplines."""
