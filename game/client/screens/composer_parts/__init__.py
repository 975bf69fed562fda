"""The parts of the composer: what is composed, and the panes that show it."""
