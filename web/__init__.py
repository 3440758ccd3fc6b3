"""Where people and clocks start things: command line and pages."""

VERSION = "0.1.0"
