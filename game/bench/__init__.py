"""`demarche bench`: how fast the game is, each figure beside a floor measured in the same run."""
