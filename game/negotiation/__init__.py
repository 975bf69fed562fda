"""What packages are worth, how they are searched and answered; it knows views, never states."""
