"""The tables of a scenario file as frozen models; what they mean together is checked elsewhere."""
