"""The notice board and who has read it (доска объявлений, REG 5.3)."""
