"""Parts that the screens after the consultation share: a text on show, its worth to the seat."""
