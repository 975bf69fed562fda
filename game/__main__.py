"""`python3 -m game`: makes sure the requirements are there, then hands over to the command line.

Nothing here needs a Python newer than 2.7 to be read, so that an old one gets a sentence, not a
traceback.
"""

import os
import sys

if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036 - run by whichever Python is at hand
        sys.stderr.write(
            "demarche: Python 3.11 or newer is needed, this one is {}.{}; "
            "install a newer one from python.org or your system's packages.\n".format(
                *sys.version_info[:2]
            )
        )
        sys.exit(2)
    if not __package__:  # started as `python3 some/where/game`
        sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

    from game.bootstrap import ensure

    ensure()

    from game.cli import main

    sys.exit(main())
