"""The pygame client: app, widgets and screens; the only place that imports pygame."""
