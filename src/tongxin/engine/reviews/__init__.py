"""Reviews 点评: who is reviewed on what, the material frozen from the records, what has changed since."""
