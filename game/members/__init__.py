"""Computer members: how they answer, move, vote and deliver, each from its own view alone."""
