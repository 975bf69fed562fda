"""The command line: what it finds, what it says, and with which status it ends."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from game import __version__, cli
from game.errors import UserError, unknown


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch) -> Callable[..., dict[str, cli.Command]]:
    """Plants a command `greet NAME [--loud]` whose work is the given function."""

    def plant(run: Callable[[Any], int]) -> dict[str, cli.Command]:
        module = ModuleType("planted_command")
        module.add_arguments = lambda parser: (  # type: ignore[attr-defined]
            parser.add_argument("name"),
            parser.add_argument("--loud", action="store_true"),
        )
        module.run = run  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "planted_command", module)
        return {
            "greet": cli.Command("planted_command", "greets one person"),
            "part": cli.Command("no_such_module", "says goodbye"),
        }

    return plant


def test_a_command_gets_its_arguments_and_gives_the_status(command: Any) -> None:
    """What the command's module returns is the exit status."""
    seen: list[Any] = []
    assert cli.main(["greet", "Ada", "--loud"], command(lambda a: seen.append(a) or 1)) == 1
    assert (seen[0].name, seen[0].loud) == ("Ada", True)


def test_help_lists_commands_without_importing_any(
    command: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--help` shows every command with its line although one of the modules does not exist."""
    with pytest.raises(SystemExit) as ended:
        cli.main(["--help"], command(lambda a: 0))
    assert ended.value.code == 0
    shown = capsys.readouterr().out
    assert "greets one person" in shown
    assert "says goodbye" in shown


def test_a_commands_own_help_shows_its_arguments(
    command: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """`demarche greet --help` ends with 0 and names the argument."""
    with pytest.raises(SystemExit) as ended:
        cli.main(["greet", "--help"], command(lambda a: 0))
    assert ended.value.code == 0
    assert "--loud" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["gret", "Ada"], "no command 'gret'; did you mean 'greet'?"),
        (["zzz"], "no command 'zzz'; choose from greet, part"),
        (["greet"], "required: name; see `demarche greet --help`"),
        (["greet", "Ada", "--quiet"], "unrecognized arguments: --quiet"),
        (["--quiet"], "required: COMMAND"),
    ],
)
def test_wrong_use_is_one_sentence_and_status_2(
    argv: list[str], said: str, command: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """The mistake and the mend on one line of stderr, nothing on stdout."""
    assert cli.main(argv, command(lambda a: 0)) == 2
    output = capsys.readouterr()
    assert said in output.err
    assert output.err.count("\n") == 1
    assert output.out == ""


def _raising(error: BaseException) -> Callable[[Any], int]:
    def run(args: Any) -> int:
        raise error

    return run


def test_errors_a_person_can_mend_become_sentences(
    command: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """A UserError and a file that cannot be used end with 2 and their sentence."""
    assert cli.main(["greet", "A"], command(_raising(UserError("no such seat")))) == 2
    assert capsys.readouterr().err == "demarche: no such seat\n"
    gone = FileNotFoundError(2, "No such file or directory", "/no/where")
    assert cli.main(["greet", "A"], command(_raising(gone))) == 2
    assert capsys.readouterr().err == "demarche: cannot use /no/where: No such file or directory\n"


def test_a_fault_of_the_program_is_not_hidden(command: Any) -> None:
    """What no person can mend stays an exception."""
    with pytest.raises(ZeroDivisionError):
        cli.main(["greet", "A"], command(_raising(ZeroDivisionError())))


def test_an_interrupt_is_quiet(command: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """Ctrl-C ends with 130 and says nothing."""
    assert cli.main(["greet", "A"], command(_raising(KeyboardInterrupt()))) == 130
    assert capsys.readouterr().err == ""


def test_without_arguments_the_client_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    """`demarche` alone runs the client and ends with its status."""
    module = ModuleType("planted_client")
    module.run = lambda: 0  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "planted_client", module)
    assert cli.main([], client="planted_client") == 0


def _in_a_shell(tmp_path: Path, line: str, **environment: str) -> subprocess.CompletedProcess[str]:
    (tmp_path / "shouting.py").write_text(
        "def add_arguments(parser): pass\n"
        "def run(args):\n"
        "    for _ in range(20000): print('Đurađ')\n"
        "    return 0\n",
        encoding="utf-8",
    )
    call = (
        "import sys; from game import cli; "
        "sys.exit(cli.main(['go'], {'go': cli.Command('shouting', 'shouts')}))"
    )
    root = Path(cli.__file__).parents[1]
    search = os.pathsep.join([str(tmp_path), str(root)])
    return subprocess.run(
        ["bash", "-c", line, "bash", sys.executable, call],
        env={**os.environ, "PYTHONPATH": search, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.skipif(os.name == "nt", reason="pipes of a POSIX shell")
def test_a_reader_that_leaves_is_no_error(tmp_path: Path) -> None:
    """`demarche ... | head -1` is quiet and ends as other Unix commands do."""
    done = _in_a_shell(tmp_path, '"$1" -c "$2" | head -1; exit ${PIPESTATUS[0]}')
    assert (done.stdout, done.stderr, done.returncode) == ("Đurađ\n", "", 141)


@pytest.mark.skipif(os.name == "nt", reason="a POSIX shell")
def test_a_poor_terminal_shows_a_mark_for_letters_it_lacks(tmp_path: Path) -> None:
    """Names with letters outside the terminal's set are printed, not a traceback."""
    done = _in_a_shell(tmp_path, '"$1" -c "$2"', PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert done.stdout.startswith("?ura?\n")


def test_python_m_game_tells_its_version() -> None:
    """The real program starts and knows its version."""
    root = Path(cli.__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-m", "game", "--version"],
        cwd=root,
        env={**os.environ, "DEMARCHE_NO_SETUP": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.returncode) == (f"demarche {__version__}\n", 0), done.stderr


def test_unknown_names_are_answered_with_the_nearest() -> None:
    """Case does not matter for nearness; without a near one the names are listed."""
    assert "did you mean 'Kenya'?" in str(unknown("seat", "KENIA", ["India", "Kenya"]))
    assert str(unknown("seat", "x", ["India", "Kenya"])).endswith("choose from India, Kenya")
    assert str(unknown("save", "x", [])) == "there is no save 'x', nor any other save"
