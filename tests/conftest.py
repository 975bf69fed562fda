"""What every test shares: no screen, no sound, and no folder of the person who runs them."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

# A loaded machine is no failure; where nobody can look again, every run tries the same examples.
settings.register_profile("demarche", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("demarche")


@pytest.fixture(scope="session", autouse=True)
def _own_data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DEMARCHE_DATA", str(tmp_path_factory.mktemp("data")))
        yield
