"""The classroom: one host, several tables, people in seats over a network."""
