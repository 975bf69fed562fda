"""From commands to events: each wish is refused with a code and facts, or decided."""
