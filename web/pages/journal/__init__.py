"""The journal on the screen: lists, the overview of a group, the grid of a course."""
