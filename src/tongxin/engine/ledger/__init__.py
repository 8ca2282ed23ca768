"""What happened: kinds of entries, entries, their corrections, and what is wrong with a draft of one."""
