"""The same game in a terminal: lines in, lines out; for screen readers, quick play and tests."""
