"""The screens of the game, one a module; each gets a controller or what it shows."""
