"""Set-up of a fresh checkout: makes `.venv` in it, installs the project there, starts again inside.

Needs only the standard library. Does nothing in an installed wheel, and nothing where the
requirements are already present; `DEMARCHE_NO_SETUP=1` turns the making off.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import NoReturn

from game import paths

OFF_VARIABLE = "DEMARCHE_NO_SETUP"
AGAIN_VARIABLE = "DEMARCHE_STARTED_AGAIN"
OLDEST_PIP = (22, 3)  # the first with `--python`
NOT_OFFERED = "No matching distribution|ResolutionImpossible"


class SetupError(Exception):
    """Why the requirements cannot be had, with the mend, in one sentence."""


@dataclass(frozen=True)
class Plan:
    """What pyproject.toml asks for: requirements to check, extras to install, and its print."""

    requirements: tuple[str, ...]
    extras: tuple[str, ...]
    fingerprint: str


@dataclass(frozen=True)
class Stamp:
    """What set-up notes in `.venv` when it begins (`finished` false) and when it is done."""

    fingerprint: str
    extras: tuple[str, ...]
    base: str
    interpreter: str
    finished: bool


@dataclass(frozen=True)
class Venv:
    """The environment in the checkout's folder and the files that set-up keeps in it."""

    root: Path

    @property
    def folder(self) -> Path:
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        inside = "Scripts/python.exe" if os.name == "nt" else "bin/python"
        return self.folder / inside

    @property
    def stamp(self) -> Path:
        return self.folder / "demarche-setup.json"

    @property
    def lock(self) -> Path:
        return self.folder / "demarche-setup.lock"

    @property
    def log(self) -> Path:
        return self.folder / "demarche-setup.log"


def ensure(extras: tuple[str, ...] = ()) -> None:
    """Returns when this interpreter has what the checkout asks for; else sets up and starts again.

    `extras` names optional dependencies that are needed too. Ends the process with status 2 and a
    sentence when the requirements cannot be had, with 130 when interrupted.
    """
    root = paths.checkout()
    if root is None:
        return
    try:
        _ensure(Venv(root), extras)
    except SetupError as error:
        _stop(f"demarche: {error}", 2)
    except KeyboardInterrupt:
        _stop("demarche: set-up was interrupted; the next start takes it up again.", 130)


def _ensure(venv: Venv, extras: tuple[str, ...]) -> None:
    started_again = os.environ.pop(AGAIN_VARIABLE, None) is not None
    inside = _is_inside(venv)
    try:
        plan = read_plan(venv.root, extras)
    except (OSError, ValueError, KeyError) as error:
        raise SetupError(
            f"cannot read {venv.root / 'pyproject.toml'} ({error}); restore it from the project."
        ) from error
    stamp = read_stamp(venv)
    if inside and stamp and is_current(stamp, plan, venv):
        return
    absent = missing(plan.requirements)
    if not absent and not (inside and stamp):
        return
    if os.environ.get(OFF_VARIABLE):
        if absent:
            raise SetupError(
                f"{absent[0]} is missing and {OFF_VARIABLE} forbids setting up; install it with "
                f"`pip install -e {_requested(plan.extras)}` or unset the variable."
            )
        return
    if started_again:
        raise SetupError(
            f"{(absent or ['the project'])[0]} is still missing in {venv.folder} after setting "
            "up; remove that folder and start again."
        )
    if inside or not (stamp and is_current(stamp, plan, venv)):
        set_up(venv, plan)
    start_again(venv)


def read_plan(root: Path, extras: tuple[str, ...]) -> Plan:
    """Reads pyproject.toml and the lock file of `root`; only what installing depends on counts.

    Raises OSError, ValueError or KeyError when pyproject.toml is absent, not TOML or lacks a table.
    """
    declared = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    project = declared["project"]
    optional = project.get("optional-dependencies", {})
    lock = _lock_file(root)
    decisive = [
        declared.get("build-system"),
        project.get("requires-python"),
        project["dependencies"],
        optional,
        project.get("scripts"),
        lock.read_text(encoding="utf-8") if lock.is_file() else "",
    ]
    return Plan(
        requirements=(*project["dependencies"], *(line for e in extras for line in optional[e])),
        extras=tuple(sorted(extras)),
        fingerprint=hashlib.sha256(json.dumps(decisive).encode()).hexdigest(),
    )


def missing(
    requirements: Iterable[str], version_of: Callable[[str], str] = metadata.version
) -> list[str]:
    """The requirements that this interpreter lacks or has in another version, as written."""
    return [line for line in requirements if not _is_met(line, version_of)]


def _is_met(requirement: str, version_of: Callable[[str], str]) -> bool:
    parts = re.fullmatch(r"\s*([\w.-]+)\s*(?:\[[^\]]*\])?\s*([^;]*)(;.*)?", requirement)
    if parts is None or parts[3]:
        return True  # pip alone can judge a marker or a link; the stamp holds them
    try:
        version = version_of(parts[1])
    except metadata.PackageNotFoundError:
        return False
    return all(_satisfies(version, limit.strip()) for limit in parts[2].split(",") if limit.strip())


def _satisfies(version: str, limit: str) -> bool:
    number = limit.lstrip("=<>!~ ")
    sign = limit.removesuffix(number).strip()
    have, want = _numbers(version), _numbers(number)
    width = max(len(have), len(want))
    have, want = have + (0,) * (width - len(have)), want + (0,) * (width - len(want))
    tests = {"==": have == want, ">=": have >= want, "<": have < want, "<=": have <= want}
    return tests.get(sign, True)  # a rarer sign is pip's to judge; the stamp holds it


def _numbers(version: str) -> tuple[int, ...]:
    release = re.match(r"\d+(\.\d+)*", version)
    return tuple(int(part) for part in release[0].split(".")) if release else ()


def read_stamp(venv: Venv) -> Stamp | None:
    """What set-up noted in `.venv`; None when there is no such note (or not one of ours)."""
    try:
        noted = json.loads(venv.stamp.read_text(encoding="utf-8"))
        return Stamp(**{**noted, "extras": tuple(noted["extras"])})
    except (OSError, ValueError, TypeError, KeyError):
        return None


def write_stamp(venv: Venv, plan: Plan, *, finished: bool) -> None:
    """Notes in `.venv` that set-up has begun or is done; replaces the former note in one step."""
    noted = {
        "fingerprint": plan.fingerprint,
        "extras": list(plan.extras),
        "base": base_python(),
        "interpreter": interpreter(venv),
        "finished": finished,
    }
    beside = venv.stamp.with_suffix(".new")
    beside.write_text(json.dumps(noted, indent=1), encoding="utf-8")
    beside.replace(venv.stamp)


def is_current(stamp: Stamp, plan: Plan, venv: Venv) -> bool:
    """Whether `.venv` holds what the plan asks for and still stands on its Python."""
    return (
        stamp.finished
        and stamp.fingerprint == plan.fingerprint
        and set(plan.extras) <= set(stamp.extras)
        and is_usable(stamp, venv)
    )


def is_usable(stamp: Stamp, venv: Venv) -> bool:
    """Whether `.venv` was made to the end and still stands on the Python it was made of."""
    return (
        stamp.finished
        and venv.python.exists()
        and Path(stamp.base).exists()
        and stamp.interpreter == interpreter(venv)
    )


def interpreter(venv: Venv) -> str:
    """The Python behind `.venv`'s link; empty where it is a copy, as on Windows."""
    real = os.path.realpath(venv.python)
    return "" if real.startswith(os.path.realpath(venv.folder) + os.sep) else real


def base_python() -> str:
    """The Python outside every virtual environment."""
    return str(getattr(sys, "_base_executable", None) or sys.executable)


def set_up(venv: Venv, plan: Plan) -> None:
    """Makes or mends `.venv` and installs the project into it.

    Waits while another start does the same. An environment that set-up itself left unfinished, or
    whose Python has gone, is made anew; one that somebody else made is only installed into.
    """
    if venv.folder.is_file():
        raise SetupError(f"{venv.folder} is a file where a folder is needed; move it away.")
    try:
        venv.folder.mkdir(exist_ok=True)
        with _alone(venv) as held:
            stamp = read_stamp(venv)
            if stamp and is_current(stamp, plan, venv):
                return
            if stamp and is_usable(stamp, venv):
                _say("the requirements have changed; bringing .venv up to date ...")
                plan = Plan(
                    plan.requirements,
                    tuple(sorted({*plan.extras, *stamp.extras})),
                    plan.fingerprint,
                )
            else:
                _make(venv, plan, stamp)
            _install(venv, plan, held)
            write_stamp(venv, plan, finished=True)
            _say("set-up is done.")
    except OSError as error:
        raise SetupError(_unwritable(venv, error)) from error


def _make(venv: Venv, plan: Plan, stamp: Stamp | None) -> None:
    if stamp is None and (venv.folder / "pyvenv.cfg").exists():
        _say(f"installing the requirements into {venv.folder} ...")
        _try_python(venv)
        return
    if stamp is None:
        _say(f"first start: setting up {venv.folder} (once; it fetches up to 50 MB) ...")
    elif not stamp.finished:
        _say("an earlier set-up was interrupted; doing it again ...")
    else:
        _say("the Python that .venv was made of has gone; doing set-up again ...")
    try:
        from venv import EnvBuilder
    except ImportError as error:
        raise SetupError(
            "this Python lacks its `venv` module; on Debian `apt install python3-venv`, "
            "elsewhere a complete Python from python.org."
        ) from error
    if stamp:
        _empty(venv)
    write_stamp(venv, plan, finished=False)
    # Without pip: Debian leaves out what puts it there, and pip works from outside.
    EnvBuilder(with_pip=False, symlinks=os.name != "nt").create(venv.folder)


def _empty(venv: Venv) -> None:
    for entry in venv.folder.iterdir():
        if entry in (venv.lock, venv.stamp):
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()


def _try_python(venv: Venv) -> None:
    """Refuses somebody else's `.venv` whose Python does not run or is too old."""
    question = [str(venv.python), "-c", "import sys; sys.exit(sys.version_info < (3, 11))"]
    try:
        sound = subprocess.run(question, capture_output=True, check=False).returncode == 0
    except OSError:
        sound = False
    if not sound:
        raise SetupError(
            f"{venv.folder} is there, but its Python does not run or is older than 3.11; "
            "remove that folder and start again."
        )


def _install(venv: Venv, plan: Plan, held: int | None) -> None:
    command = [*_pip(venv), "install", "--no-input", "--disable-pip-version-check"]
    project = ["-e", _requested(plan.extras)]
    lock = _lock_file(venv.root)
    pinned = ["-c", lock.name] if lock.is_file() else []
    status, output = _run_pip([*command, *pinned, *project], venv, held)
    if status and pinned and not _is_offline(output) and re.search(NOT_OFFERED, output):
        _say("the locked versions do not exist for this Python; taking the newest that fit ...")
        status, output = _run_pip([*command, *project], venv, held)
    if status:
        raise SetupError(explain(output, venv.log))


def _pip(venv: Venv) -> list[str]:
    runners = [base_python()] if _is_inside(venv) else [sys.executable, base_python()]
    for runner in runners:
        if _pip_version([runner, "-m", "pip"]) >= OLDEST_PIP:
            return [runner, "-m", "pip", "--python", str(venv.python)]
    own = [str(venv.python), "-m", "pip"]
    if not _pip_version(own):
        bundled = [str(venv.python), "-m", "ensurepip"]
        subprocess.run(bundled, capture_output=True, check=False)
    if not _pip_version(own):
        raise SetupError(
            f"{runners[0]} has no pip, or one older than 22.3; install it (on Debian "
            "`apt install python3-pip`, elsewhere `python3 -m ensurepip`) and start again."
        )
    return own


def _pip_version(pip: Sequence[str]) -> tuple[int, ...]:
    answer = subprocess.run([*pip, "--version"], capture_output=True, text=True, check=False)
    return _numbers(answer.stdout.removeprefix("pip ")) if answer.returncode == 0 else ()


def _run_pip(command: Sequence[str], venv: Venv, held: int | None) -> tuple[int, str]:
    """Runs pip, shows what it is at where somebody watches, and keeps all it says in the log."""
    # A person's own defaults for other installs must not reach into this one, and who has no
    # network should not wait a minute to be told.
    environment = {"PIP_RETRIES": "2", **os.environ, "PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0"}
    watched = sys.stderr.isatty()
    said: list[str] = []
    with (
        venv.log.open("w", encoding="utf-8") as log,
        subprocess.Popen(
            command,
            cwd=venv.root,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            # pip outlives a killed set-up; the lock it inherits keeps the next one waiting.
            pass_fds=() if held is None else (held,),
        ) as pip,
    ):
        assert pip.stdout is not None
        for line in pip.stdout:
            log.write(line)
            said.append(line)
            if watched and line.startswith(("Collecting ", "Installing ")):
                sys.stderr.write(f"\r\033[K  {line.strip()[:70]}")
                sys.stderr.flush()
    if watched:
        sys.stderr.write("\r\033[K")
    return pip.returncode, "".join(said)


def explain(output: str, log: Path) -> str:
    """One sentence on why pip failed and what to do, from what it said."""
    if _is_offline(output):
        return (
            "the requirements could not be fetched, the package index does not answer; connect "
            "to a network once, or name a local copy in PIP_FIND_LINKS, and start again."
        )
    if "CERTIFICATE_VERIFY_FAILED" in output:
        return (
            "the package index shows a certificate that is not trusted here; name your "
            "organisation's certificates in PIP_CERT and start again."
        )
    if "No space left on device" in output:
        return "the disk is full; free about 200 MB and start again."
    unmatched = re.search(r"No matching distribution found for (\S+)", output)
    if unmatched:
        ours = "{}.{}".format(*sys.version_info[:2])
        return (
            f"{unmatched[1]} is not offered for Python {ours} on this machine; start again with "
            f"another Python from 3.11 on (what pip said is in {log})."
        )
    errors = [line for line in output.splitlines() if line.startswith("ERROR:")]
    said = (errors or [output.strip().rpartition("\n")[2] or "no reason"])[-1]
    return f"pip gave up with '{said.removeprefix('ERROR:').strip()}'; all it said is in {log}."


def _is_offline(output: str) -> bool:
    signs = (
        "Failed to establish a new connection",
        "NewConnectionError",
        "NameResolutionError",
        "Temporary failure in name resolution",
        "Network is unreachable",
        "getaddrinfo failed",
        "ConnectTimeoutError",
        "ReadTimeoutError",
        "Cannot connect to proxy",
    )
    return any(sign in output for sign in signs)


def start_again(venv: Venv) -> NoReturn:
    """Runs this very command line with `.venv`'s Python, in this process's place, once."""
    command = [str(venv.python), *sys.orig_argv[1:]]
    environment = {**os.environ, AGAIN_VARIABLE: "1"}
    sys.stdout.flush()
    sys.stderr.flush()
    try:
        if os.name == "nt":  # there a replaced process lets go of its terminal
            sys.exit(subprocess.call(command, env=environment))
        os.execve(command[0], command, environment)
    except OSError as error:
        raise SetupError(
            f"{venv.python} does not start ({error.strerror}); remove {venv.folder} and start "
            "again."
        ) from error


@contextmanager
def _alone(venv: Venv) -> Iterator[int | None]:
    """Holds the lock of `.venv`, which the system lets go of however a process ends.

    Yields a descriptor to hand to children, or None where they cannot inherit it.
    """
    with venv.lock.open("a", encoding="utf-8") as file:
        if sys.platform == "win32":
            import msvcrt
            import time

            while True:
                try:
                    msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
                    break
                except OSError:
                    time.sleep(0.5)
            yield None
        else:
            import fcntl

            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                _say("another start is setting up; waiting for it ...")
                fcntl.flock(file, fcntl.LOCK_EX)
            except OSError:
                pass  # some network folders know no locks; then nothing guards, as without one
            yield file.fileno()


def _is_inside(venv: Venv) -> bool:
    return Path(sys.prefix).resolve() == venv.folder.resolve()


def _lock_file(root: Path) -> Path:
    return root / "requirements.lock"


def _requested(extras: Sequence[str]) -> str:
    return f".[{','.join(extras)}]" if extras else "."


def _unwritable(venv: Venv, error: OSError) -> str:
    place = error.filename or venv.folder
    return (
        f"cannot write {place} ({error.strerror}); put the checkout in a folder of your own with "
        "200 MB free and start again."
    )


def _say(sentence: str) -> None:
    print(f"demarche: {sentence}", file=sys.stderr, flush=True)


def _stop(sentence: str, status: int) -> NoReturn:
    print(sentence, file=sys.stderr, flush=True)
    sys.exit(status)
