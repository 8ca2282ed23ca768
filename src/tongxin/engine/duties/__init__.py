"""Duties: what is owed, by whom, to whom, by when; settled by entries and by nothing else."""
