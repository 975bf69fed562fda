"""What a scenario must be beyond its models: one idea a module, listed in ``all_checks``."""
