"""The one door of all that is said: every English string passes here, so that it can be translated.

Strings are whole sentences with named placeholders; figures and names are put in afterwards.
"""

from gettext import NullTranslations

_ENGLISH = NullTranslations()


def _(message: str) -> str:
    """Return *message* in the language of the game; English is the source language."""
    return _ENGLISH.gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """Return the form of a sentence that fits *count*."""
    return _ENGLISH.ngettext(one, many, count)


def N_(message: str) -> str:
    """Mark a string of a table for translation; it is translated where it is used."""
    return message
