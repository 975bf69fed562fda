"""Charts: one model of what is shown, and one drawing of it on any surface; no figures of games."""
