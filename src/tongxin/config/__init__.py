"""Settings, addresses and the entry points; the only readers of the environment."""
