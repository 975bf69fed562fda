"""Demarche: a desktop wargame and negotiation trainer for military diplomats."""

__version__ = "0.1.0"
