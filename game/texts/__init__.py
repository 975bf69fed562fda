"""What is said in words: formats, names, acts, causes, refusals and the members' voices."""
