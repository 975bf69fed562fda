"""The rules: one module a rule. How a turn runs through them is in ``registry`` and ``course``."""
