"""Set-up of a fresh checkout: when it acts, what it makes, and what it says when it cannot."""

import json
import os
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from game import bootstrap, paths
from game.bootstrap import AGAIN_VARIABLE, OFF_VARIABLE, Plan, SetupError, Venv
from tests.arguments import for_pytest

PROJECT = """
[build-system]
requires = ["hatchling"]
[project]
name = "demarche"
dependencies = ["nowhere-to-be-found>=1"]
[project.optional-dependencies]
dev = ["checker>=2"]
[tool.ruff]
line-length = 100
"""


class _StartedAgainError(Exception):
    """Stands where this process would be replaced."""


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a pyproject.toml that asks for what no one has, taken for the checkout."""
    (tmp_path / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
    monkeypatch.setattr(paths, "checkout", lambda: tmp_path)
    for name in (OFF_VARIABLE, AGAIN_VARIABLE):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def pip(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Stands in for pip and for starting again; keeps the commands that pip was given."""
    given: list[list[str]] = []

    def run_pip(command: Any, venv: Venv, held: int | None) -> tuple[int, str]:
        given.append(list(command))
        return 0, ""

    def start_again(venv: Venv) -> None:
        raise _StartedAgainError

    monkeypatch.setattr(bootstrap, "_run_pip", run_pip)
    monkeypatch.setattr(bootstrap, "_pip", lambda venv: ["pip"])
    monkeypatch.setattr(bootstrap, "start_again", start_again)
    return given


def _start(*extras: str) -> None:
    with pytest.raises(_StartedAgainError):
        bootstrap.ensure(extras)


def _refused(*extras: str) -> int:
    with pytest.raises(SystemExit) as ended:
        bootstrap.ensure(extras)
    return int(ended.value.code or 0)


def test_a_fresh_checkout_gets_its_environment_and_starts_in_it(
    checkout: Path, pip: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    """`.venv` with a Python of its own is made, the project goes into it, and it says so."""
    _start()
    assert Venv(checkout).python.exists()
    assert pip[0][-2:] == ["-e", "."]
    assert "first start: setting up" in capsys.readouterr().err


def test_a_second_start_only_changes_over(checkout: Path, pip: list[list[str]]) -> None:
    """Once set up, nothing is installed again."""
    _start()
    _start()
    assert len(pip) == 1


def test_an_installed_package_is_left_alone(
    monkeypatch: pytest.MonkeyPatch, pip: list[list[str]]
) -> None:
    """Outside a checkout nothing is looked at and nothing made."""
    monkeypatch.setattr(paths, "checkout", lambda: None)
    bootstrap.ensure()
    assert pip == []


def test_where_everything_is_present_nothing_is_made(checkout: Path, pip: list[list[str]]) -> None:
    """An environment of one's own with the requirements in it is used as it is."""
    text = PROJECT.replace("nowhere-to-be-found>=1", "pytest>=1")
    (checkout / "pyproject.toml").write_text(text, encoding="utf-8")
    bootstrap.ensure()
    assert not (checkout / ".venv").exists()


def test_a_changed_requirement_is_brought_up_to_date(
    checkout: Path, pip: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    """A new dependency is installed into the environment that is there, which is kept."""
    _start()
    kept = checkout / ".venv" / "kept"
    kept.touch()
    text = PROJECT.replace("found>=1", "found>=2")
    (checkout / "pyproject.toml").write_text(text, encoding="utf-8")
    _start()
    _start()
    assert len(pip) == 2
    assert kept.exists()
    assert "requirements have changed" in capsys.readouterr().err


def test_what_needs_no_installing_needs_no_network(checkout: Path, pip: list[list[str]]) -> None:
    """A changed setting of a tool in pyproject.toml is no reason to install."""
    _start()
    text = PROJECT.replace("line-length = 100", "line-length = 99")
    (checkout / "pyproject.toml").write_text(text, encoding="utf-8")
    _start()
    assert len(pip) == 1


def test_a_changed_lock_is_installed(checkout: Path, pip: list[list[str]]) -> None:
    """The lock file constrains the versions, and a new one counts."""
    _start()
    (checkout / "requirements.lock").write_text("nowhere-to-be-found==1.1\n", encoding="utf-8")
    _start()
    assert pip[1][-4:] == ["-c", "requirements.lock", "-e", "."]


def test_the_tests_extra_is_added_and_stays(checkout: Path, pip: list[list[str]]) -> None:
    """After the game the tests add their extra; the game then finds all it needs."""
    _start()
    _start("dev")
    _start()
    assert [command[-1] for command in pip] == [".", ".[dev]"]
    text = PROJECT.replace("found>=1", "found>=2")
    (checkout / "pyproject.toml").write_text(text, encoding="utf-8")
    _start()
    assert pip[-1][-1] == ".[dev]"


def test_an_interrupted_set_up_is_done_again(
    checkout: Path,
    pip: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Cut short while pip works, it ends with 130; the next start clears what is there first."""
    working = bootstrap._run_pip

    def cut_short(*args: Any) -> tuple[int, str]:
        raise KeyboardInterrupt

    monkeypatch.setattr(bootstrap, "_run_pip", cut_short)
    assert _refused() == 130
    leftover = checkout / ".venv" / "lib" / "half-installed"
    leftover.touch()
    monkeypatch.setattr(bootstrap, "_run_pip", working)
    _start()
    assert not leftover.exists()
    assert "was interrupted; doing it again" in capsys.readouterr().err
    _start()
    assert len(pip) == 1


def test_an_environment_whose_python_has_gone_is_made_again(
    checkout: Path, pip: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    """After the system's Python was replaced, set-up starts from the beginning."""
    _start()
    venv = Venv(checkout)
    noted = json.loads(venv.stamp.read_text(encoding="utf-8"))
    venv.stamp.write_text(json.dumps({**noted, "base": "/gone/python3.9"}), encoding="utf-8")
    _start()
    assert len(pip) == 2
    assert "has gone" in capsys.readouterr().err


def test_an_environment_somebody_else_made_is_kept(checkout: Path, pip: list[list[str]]) -> None:
    """A sound `.venv` without our stamp is installed into, not cleared."""
    venv = Venv(checkout)
    venv.python.parent.mkdir(parents=True)
    venv.python.symlink_to(sys.executable)
    (venv.folder / "pyvenv.cfg").touch()
    _start()
    assert (venv.folder / "pyvenv.cfg").read_text(encoding="utf-8") == ""
    assert len(pip) == 1


def test_a_broken_environment_of_somebody_else_is_refused(
    checkout: Path, pip: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    """A `.venv` of unknown make that does not run is named, with what to do, and left."""
    (checkout / ".venv").mkdir()
    (checkout / ".venv" / "pyvenv.cfg").touch()
    assert _refused() == 2
    assert "remove that folder and start again" in capsys.readouterr().err
    assert (checkout / ".venv" / "pyvenv.cfg").exists()


def test_a_file_called_venv_is_refused(
    checkout: Path, pip: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    """A file in the place of the folder is named and left."""
    (checkout / ".venv").touch()
    assert _refused() == 2
    assert "is a file where a folder is needed" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_is_said(
    checkout: Path,
    pip: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """On a read-only share the sentence says where to put the checkout."""

    def read_only(self: Path, **options: Any) -> None:
        raise OSError(30, "Read-only file system", str(self))

    monkeypatch.setattr(Path, "mkdir", read_only)
    assert _refused() == 2
    said = capsys.readouterr().err
    assert f"cannot write {checkout / '.venv'} (Read-only file system)" in said
    assert "a folder of your own" in said


def test_a_python_without_pip_is_said(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither pip nor its bundled copy: how to get it is told, and nothing counts as done."""
    monkeypatch.setattr(bootstrap, "_pip_version", lambda pip: ())
    ran: list[list[str]] = []
    real = subprocess.run

    def run(command: list[str], **options: Any) -> Any:
        ran.append(command)
        return real([sys.executable, "-c", ""], check=False)

    monkeypatch.setattr(subprocess, "run", run)
    assert _refused() == 2
    assert "has no pip, or one older than 22.3" in capsys.readouterr().err
    assert [command[-1] for command in ran] == ["ensurepip"]
    assert not bootstrap.read_stamp(Venv(checkout)).finished  # type: ignore[union-attr]


@pytest.mark.parametrize(("version", "way"), [((23, 0, 1), "--python"), ((22, 0), "-m")])
def test_pip_works_from_outside_unless_it_is_too_old(
    version: tuple[int, ...], way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From 22.3 on the pip outside serves the environment; an older one gives way to its own."""
    venv = Venv(tmp_path)
    monkeypatch.setattr(
        bootstrap,
        "_pip_version",
        lambda pip: (24, 0) if pip[0] == str(venv.python) else version,
    )
    command = bootstrap._pip(venv)
    assert command[3 if way == "--python" else 1] == way
    assert (command[0] == str(venv.python)) == (way == "-m")


def test_locked_versions_that_do_not_exist_are_given_up(
    checkout: Path, pip: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """For a Python newer than the lock, the newest versions that fit are taken instead."""
    (checkout / "requirements.lock").write_text("x==1\n", encoding="utf-8")

    def run_pip(command: list[str], venv: Venv, held: int | None) -> tuple[int, str]:
        pip.append(command)
        return (1, "ERROR: ResolutionImpossible: ...") if "-c" in command else (0, "")

    monkeypatch.setattr(bootstrap, "_run_pip", run_pip)
    _start()
    assert ["-c" in command for command in pip] == [True, False]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "WARNING: Retrying (... NewConnectionError('Temporary failure in name resolution'))\n"
            "ERROR: No matching distribution found for pydantic\n",
            "connect to a network once",
        ),
        ("SSLError(... [SSL: CERTIFICATE_VERIFY_FAILED] ...)", "PIP_CERT"),
        ("ERROR: [Errno 28] No space left on device", "disk is full"),
        ("ERROR: No matching distribution found for pygame-ce==2.5.8", "pygame-ce==2.5.8 is not"),
        ("noise\nERROR: Some other reason\n", "pip gave up with 'Some other reason'"),
        ("", "pip gave up with 'no reason'"),
    ],
)
def test_why_pip_failed_is_told_in_a_sentence(said: str, told: str, tmp_path: Path) -> None:
    """Network, certificates, disk and missing wheels each have their mend; the rest its log."""
    sentence = bootstrap.explain(said, tmp_path / "log")
    assert told in sentence
    assert "\n" not in sentence


def test_set_up_that_did_not_help_is_not_repeated_for_ever(
    checkout: Path,
    pip: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Started again once and still without the requirements, it stops with a sentence."""
    monkeypatch.setenv(AGAIN_VARIABLE, "1")
    assert _refused() == 2
    assert "still missing" in capsys.readouterr().err
    assert AGAIN_VARIABLE not in os.environ
    assert pip == []


def test_set_up_can_be_turned_off(
    checkout: Path,
    pip: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """With DEMARCHE_NO_SETUP nothing is made; what is missing is named."""
    monkeypatch.setenv(OFF_VARIABLE, "1")
    assert _refused("dev") == 2
    assert "nowhere-to-be-found>=1 is missing" in capsys.readouterr().err
    assert not (checkout / ".venv").exists()


def test_a_damaged_pyproject_is_said(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is no TOML is named, not a traceback."""
    (checkout / "pyproject.toml").write_text("[project", encoding="utf-8")
    assert _refused() == 2
    assert "restore it from the project" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("requirement", "met"),
    [
        ("a", True),
        ("a==2.5.8", True),
        ("a==2.5", False),
        ("a>=2.5,<3", True),
        ("a>=2.10", False),
        ("a<2.5.8", False),
        ("a<=2.5.8.0", True),
        ("a[extra]>=3", False),
        ("b>=1", False),
        ("b>=1; python_version < '3'", True),
    ],
)
def test_versions_are_compared_as_numbers(requirement: str, met: bool) -> None:
    """`a` is present in 2.5.8 and `b` is absent; a marker is left to pip."""

    def version_of(name: str) -> str:
        if name != "a":
            raise metadata.PackageNotFoundError(name)
        return "2.5.8"

    assert bootstrap.missing([requirement], version_of) == ([] if met else [requirement])


def test_a_second_start_waits_for_the_first(tmp_path: Path) -> None:
    """While one start holds the lock the other does not come in; a kill lets go of it."""
    venv = Venv(tmp_path)
    venv.folder.mkdir()
    hold = (
        "import sys, time; from pathlib import Path; from game import bootstrap\n"
        "with bootstrap._alone(bootstrap.Venv(Path(sys.argv[1]))):\n"
        "    print('held', flush=True); time.sleep(float(sys.argv[2]))\n"
    )

    def start(seconds: float) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", hold, str(tmp_path), str(seconds)],
            cwd=paths.package().parent,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    with start(60) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "held\n"
        with start(0) as second:
            assert second.stderr is not None
            assert "waiting for it" in second.stderr.readline()
            assert second.poll() is None
            first.kill()
            assert second.wait(20) == 0


def test_the_lock_holds_what_pyproject_asks_for() -> None:
    """Every requirement, those of the tests too, is met by its line in requirements.lock."""
    root = paths.package().parent
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = (root / "requirements.lock").read_text(encoding="utf-8").splitlines()
    locked = dict(line.split("==") for line in lines if not line.startswith("#"))
    known = {name.replace("_", "-").lower(): version for name, version in locked.items()}

    def version_of(name: str) -> str:
        try:
            return known[name.lower()]
        except KeyError:
            raise metadata.PackageNotFoundError(name) from None

    asked = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    assert bootstrap.missing(asked, version_of) == []


def test_a_whole_run_of_the_tests_uses_all_processors() -> None:
    """Everything, or everything with a marker, goes to workers; a few named tests do not."""
    assert for_pytest([], 2)[:2] == ["-n", "auto"]
    assert for_pytest(["-m", "long"], 2)[-2:] == ["-m", "long"]
    assert "-n" in for_pytest(["-m", "long"], 2)
    assert for_pytest([], 1) == []
    assert for_pytest(["tests/engine", "-x"], 8) == ["tests/engine", "-x"]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of this checkout without what set-up or tools have left in it."""
    left = shutil.ignore_patterns(
        ".git", ".venv", "__pycache__", ".*_cache", ".hypothesis", "node_modules"
    )
    root = tmp_path / "checkout"
    shutil.copytree(paths.package().parent, root, ignore=left)
    return root


def _bare_python() -> str:
    return str(getattr(sys, "_base_executable", sys.executable))


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """This machine's environment with an empty home and no virtual environment."""
    (tmp_path / "home").mkdir()
    kept = {k: v for k, v in os.environ.items() if k not in ("VIRTUAL_ENV", "PYTHONPATH")}
    return {**kept, "HOME": str(tmp_path / "home"), "PYTHONNOUSERSITE": "1"}


Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(copy: Path, environment: dict[str, str]) -> Run:
    """Runs the bare Python in the copy."""

    def run_python(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [_bare_python(), *arguments],
            cwd=copy,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    return run_python


@pytest.mark.long
def test_the_two_commands_set_a_fresh_copy_up(run: Run, copy: Path) -> None:
    """With an empty home: the game, then the tests, then both again without installing."""
    first = run("-m", "game", "--version")
    assert first.returncode == 0, first.stderr
    assert "first start" in first.stderr
    tested = run("-m", "tests", "tests/test_paths.py")
    assert tested.returncode == 0, tested.stdout + tested.stderr
    assert "requirements have changed" in tested.stderr
    assert "passed" in tested.stdout
    for again in (run("-m", "game", "--version"), run(str(copy / "game"), "--version")):
        assert (again.stdout, again.stderr) == (first.stdout, "")


@pytest.mark.long
@pytest.mark.skipif(os.name == "nt", reason="kills as POSIX does")
def test_a_killed_set_up_is_taken_up(run: Run, copy: Path, environment: dict[str, str]) -> None:
    """Killed in the middle, its pip orphaned, the next start still comes to a working game."""
    killed = subprocess.Popen(
        [_bare_python(), "-m", "game", "--version"],
        cwd=copy,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    deadline = time.monotonic() + 60
    while not Venv(copy).log.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    killed.kill()
    killed.wait()
    after = run("-m", "game", "--version")
    assert after.returncode == 0, after.stderr
    assert "doing it again" in after.stderr


def test_a_plan_needs_its_tables(tmp_path: Path) -> None:
    """A pyproject.toml without a project is an error of a kind that set-up reports."""
    (tmp_path / "pyproject.toml").write_text("[tool.x]\n", encoding="utf-8")
    with pytest.raises(KeyError):
        bootstrap.read_plan(tmp_path, ())


def test_starting_again_repeats_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same words go to `.venv`'s Python, marked so that it happens once; failure is said."""
    seen: list[Any] = []

    def execve(path: str, command: list[str], environment: dict[str, str]) -> None:
        seen.append((path, command, environment.get(AGAIN_VARIABLE)))
        raise OSError(8, "Exec format error")

    monkeypatch.setattr(os, "execve", execve)
    monkeypatch.setattr(os, "name", "posix")
    monkeypatch.setattr(sys, "orig_argv", ["python3", "-m", "game", "run", "x"])
    venv = Venv(tmp_path)
    with pytest.raises(SetupError, match="does not start"):
        bootstrap.start_again(venv)
    python = str(venv.python)
    assert seen == [(python, [python, "-m", "game", "run", "x"], "1")]


def test_extras_of_the_plan_are_checked_too(tmp_path: Path) -> None:
    """With an extra, its requirements join those of the project."""
    (tmp_path / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
    plan: Plan = bootstrap.read_plan(tmp_path, ("dev",))
    assert plan.requirements == ("nowhere-to-be-found>=1", "checker>=2")
