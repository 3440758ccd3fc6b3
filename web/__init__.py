"""Where people and clocks start things: command line and pages."""
