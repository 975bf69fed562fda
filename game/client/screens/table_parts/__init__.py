"""The parts of the table screen, each made from a seat's view, and its dialogs."""
