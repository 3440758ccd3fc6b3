"""Groups, membership, disciplines, thematic plan, timetable."""
