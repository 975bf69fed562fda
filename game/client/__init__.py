"""The pygame client: app, widgets and screens; the only place that imports pygame."""

import os

# The program's output is its own; pygame would greet on it when it is imported.
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
