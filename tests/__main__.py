"""`python3 -m tests`: sets the checkout up as `python3 -m game` does, then runs pytest.

Arguments go to pytest: `python3 -m tests -m long`, `python3 -m tests tests/engine -x`.
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
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    if not __package__:  # started as `python3 some/where/tests`
        sys.path[0] = root

    from game.bootstrap import ensure

    ensure(extras=("dev",))

    import pytest

    from tests.arguments import for_pytest

    os.chdir(root)
    sys.exit(pytest.main(for_pytest(sys.argv[1:])))
