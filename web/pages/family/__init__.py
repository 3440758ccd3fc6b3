"""What a learner and a parent see: own marks, absences, homework, timetable."""
