"""The pure core: state, commands, events, phases, ledger, named randomness, view per seat.

Nothing here opens a file, reads a clock or draws a number that a name does not fix.
"""
