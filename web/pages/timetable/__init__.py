"""The timetable of a week: own lessons of a teacher, any group for the dispatcher."""
