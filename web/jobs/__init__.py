"""The worker: takes jobs from the queue and makes documents (рабочий процесс)."""
