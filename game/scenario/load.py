"""Loads a scenario from its folder or from a save's texts, or says all that is wrong with it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from game import paths
from game.errors import unknown
from game.scenario.catalogue import FILES, known_names, make_catalogue, read_catalogue
from game.scenario.checks.context import AssetNames, Context, MapOutline
from game.scenario.checks.registry import all_checks
from game.scenario.findings import Finding, in_order
from game.scenario.models.catalogue import Catalogue
from game.scenario.models.scenario import ScenarioSpec
from game.scenario.naming import named, names_of, with_names
from game.scenario.toml_source import LARGEST, TomlSource, parse_toml, read_toml
from game.scenario.validate import validate

SCENARIO_FILE = "scenario.toml"
CATALOGUE_FOLDER = "catalogue"
_MOST_PAGES = 200


class ScenarioError(Exception):
    """A scenario or the catalogue is broken; it never starts. Carries every finding."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("\n".join(map(str, findings)))
        self.findings = findings


@dataclass(frozen=True, slots=True)
class Loaded:
    """
    A scenario that passed its checks, with names put into its texts.

    *briefs* are by member; *findings* are warnings and notes; *text* holds the raw files by their
    path in the scenarios' folder (``scenario.toml``, ``briefs/usa.md``, ``catalogue/styles.toml``):
    a save carries it, and ``load_from_texts`` makes the same of it.
    """

    scenario: ScenarioSpec
    catalogue: Catalogue
    briefs: Mapping[str, str]
    guide: str
    findings: tuple[Finding, ...]
    text: Mapping[str, str]


def scenario_ids(root: Path | None = None) -> tuple[str, ...]:
    """Return the names of the scenarios in a folder, by default those that come with the game."""
    root = root or paths.scenarios()
    return tuple(sorted(entry.parent.name for entry in root.glob(f"*/{SCENARIO_FILE}")))


def find_scenario(name_or_path: str, root: Path | None = None) -> Path:
    """
    Return the folder of a scenario, by its id or by a path to its folder or file.

    Raises:
        UserError: there is none; the sentence names the nearest or all of them.
    """
    root = root or paths.scenarios()
    by_id = root / name_or_path
    if name_or_path in scenario_ids(root):
        return by_id
    given = Path(name_or_path).expanduser()
    if given.name == SCENARIO_FILE and given.is_file():
        return given.parent
    if (given / SCENARIO_FILE).is_file():
        return given
    raise unknown("scenario", name_or_path, scenario_ids(root))


def load_scenario(
    folder: Path,
    *,
    rules: Mapping[str, frozenset[str]],
    assets: Path | None = None,
    aliases: bool = False,
    shown_as: str | None = None,
) -> Loaded:
    """
    Load the scenario in *folder*.

    *rules* maps every known rule to its parameters' names. With *assets*, flags, icons and the map
    are checked as well. *aliases* puts invented names into all texts. Findings name files below
    *shown_as*, by default *folder*. The catalogue is the one beside the folder, or the game's.

    Raises:
        ScenarioError: the scenario is broken; every finding is in it.
    """
    loaded, findings = examine(folder, rules=rules, assets=assets, shown_as=shown_as)
    if loaded is None:
        raise ScenarioError(findings)
    return _named(loaded, aliases=aliases)


def load_from_texts(
    texts: Mapping[str, str],
    *,
    rules: Mapping[str, frozenset[str]],
    aliases: bool = False,
) -> Loaded:
    """
    Load a scenario from ``Loaded.text``, as a save carries it; no file is read.

    Raises:
        ScenarioError: a text is missing or broken; every finding is in it.
    """
    wanted = (SCENARIO_FILE, *(f"{CATALOGUE_FOLDER}/{name}" for name in FILES))
    sources = {name: parse_toml(texts.get(name, "").encode(), name) for name in wanted}
    pages = {name: text for name, text in texts.items() if name.endswith(".md")}
    loaded, findings = _examined(sources, pages, rules, None)
    if loaded is None:
        raise ScenarioError(findings)
    return _named(loaded, aliases=aliases)


def examine(
    folder: Path,
    *,
    rules: Mapping[str, frozenset[str]],
    assets: Path | None = None,
    shown_as: str | None = None,
) -> tuple[Loaded | None, tuple[Finding, ...]]:
    """Return the scenario, texts as written, or None if there is an error; and all findings."""
    shown = shown_as if shown_as is not None else folder.as_posix()
    beside = folder.absolute().parent / CATALOGUE_FOLDER
    if not beside.is_dir():
        beside = paths.scenarios() / CATALOGUE_FOLDER
    around = shown.rpartition("/")[0]
    catalogue = f"{around}/{CATALOGUE_FOLDER}" if around else CATALOGUE_FOLDER
    sources = {SCENARIO_FILE: read_toml(folder / SCENARIO_FILE, f"{shown}/{SCENARIO_FILE}")}
    for name, source in read_catalogue(beside, catalogue).items():
        sources[f"{CATALOGUE_FOLDER}/{name}"] = source
    held = None
    if assets is not None:
        drawn = (sources[SCENARIO_FILE].data or {}).get("map")
        held = read_assets(assets, drawn if isinstance(drawn, str) else "")
    return _examined(sources, _pages(folder), rules, held)


def read_assets(folder: Path, drawn: str = "") -> AssetNames:
    """
    Return the names of what an assets' folder holds.

    Bounds and views are read of the map *drawn* alone; one that cannot be read counts as missing.
    """
    maps: dict[str, MapOutline | None] = {p.stem: None for p in (folder / "maps").glob("*.json")}
    if drawn in maps:
        try:
            held = json.loads((folder / "maps" / f"{drawn}.json").read_text(encoding="utf-8"))
            maps[drawn] = MapOutline(dict(held["bounds"]), tuple(held["views"]))
        except (OSError, ValueError, KeyError, TypeError):
            del maps[drawn]
    return AssetNames(
        flags=frozenset(p.stem.rpartition("_")[0] for p in (folder / "flags").glob("*_*.png")),
        icons=frozenset(path.stem for path in (folder / "icons").glob("*.svg")),
        maps=maps,
    )


def _pages(folder: Path) -> dict[str, str]:
    """Return the texts (.md) of a scenario's folder by path in it, without unreadable ones."""
    found: dict[str, str] = {}
    for path in sorted(folder.rglob("*.md"))[:_MOST_PAGES]:
        try:
            if path.stat().st_size <= LARGEST:
                text = path.read_text(encoding="utf-8-sig")
                found[path.relative_to(folder).as_posix()] = text
        except (OSError, UnicodeDecodeError):
            continue
    return found


def _examined(
    sources: Mapping[str, TomlSource],
    pages: Mapping[str, str],
    rules: Mapping[str, frozenset[str]],
    assets: AssetNames | None,
) -> tuple[Loaded | None, tuple[Finding, ...]]:
    catalogue, found = make_catalogue(
        {name: sources[f"{CATALOGUE_FOLDER}/{name}"] for name in FILES}
    )
    source = sources[SCENARIO_FILE]
    if catalogue is None:
        # What the catalogue would have defined cannot be asked for; all else can be judged.
        _, more = validate(source, ScenarioSpec, known={"rule": frozenset(rules)})
        found += [f for f in more if f.code != "reference-unknown"]
        return None, tuple(in_order(found))
    known = {**known_names(catalogue), "rule": frozenset(rules)}
    checks = all_checks(Context(catalogue, rules, pages, assets))
    scenario, more = validate(source, ScenarioSpec, checks, known)
    findings = tuple(in_order(found + more))
    if scenario is None:
        return None, findings
    used = (scenario.guide, *(member.brief for member in scenario.members))
    text = {name: each.text for name, each in sources.items()}
    text.update({name: pages[name] for name in used})
    briefs = {member.id: pages[member.brief] for member in scenario.members}
    return Loaded(scenario, catalogue, briefs, pages[scenario.guide], findings, text), findings


def _named(loaded: Loaded, *, aliases: bool) -> Loaded:
    names = names_of(loaded.scenario, aliases=aliases)
    return replace(
        loaded,
        scenario=with_names(loaded.scenario, names),
        briefs={member: named(text, names) for member, text in loaded.briefs.items()},
        guide=named(loaded.guide, names),
    )
