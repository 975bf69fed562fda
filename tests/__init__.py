"""What must hold, in sentences; mirrors the package `game`."""
