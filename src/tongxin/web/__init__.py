"""Pages, forms, templates and commands: the doors through which people reach the verbs."""
