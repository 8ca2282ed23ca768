"""The verbs: may? → engine → rows → audit entry, in one transaction each."""
