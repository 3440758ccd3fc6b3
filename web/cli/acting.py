"""On whose behalf the command line acts."""

from records.kernel.actor import Actor

OFFICE = Actor(person_id=None, role="content_admin", source="cli")
"""The command line is run by the training office on its own machine."""
