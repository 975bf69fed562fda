"""The error that a person can mend, and the wording of the commonest one; no other error's."""

from collections.abc import Iterable
from difflib import get_close_matches


class UserError(Exception):
    """Wrong use or bad input: one sentence with place, expectation and mend.

    The command line prints it and ends with status 2; the client and the classroom show it.
    """


def unknown(kind: str, given: str, known: Iterable[str]) -> UserError:
    """The error for a name that does not exist, with the nearest one or the list of those that do.

    `kind` is the plain word for what was named (`scenario`, `seat`); `known` keeps its order.
    """
    names = list(known)
    if not names:
        return UserError(f"there is no {kind} '{given}', nor any other {kind}")
    by_folded = {name.casefold(): name for name in names}
    near = get_close_matches(given.casefold(), by_folded, n=1)
    if near:
        return UserError(f"there is no {kind} '{given}'; did you mean '{by_folded[near[0]]}'?")
    return UserError(f"there is no {kind} '{given}'; choose from {', '.join(names)}")
