"""Proceedings: papers that go through declared states, from draft to kept promise."""
