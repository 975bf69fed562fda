"""After-action review: what was intended, what happened, why, and what to sustain and improve."""
