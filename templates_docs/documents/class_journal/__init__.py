"""The bound annual journal (журнал учебных занятий), J-YEAR."""
