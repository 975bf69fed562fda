"""The smallest complete scenario: two members, one term, one task; tests break it one by one."""

from pathlib import Path

from game import paths

RULES = {"burden_sharing": frozenset({"grievance", "fade"}), "legitimacy": frozenset({"base"})}

SCENARIO = (Path(__file__).parent / "broken" / "sound.toml").read_text(encoding="utf-8")


def write_folder(root: Path, text: str = SCENARIO) -> Path:
    """Write a scenario called strait below *root*, with its pages; return its folder."""
    folder = root / "strait"
    (folder / "briefs").mkdir(parents=True, exist_ok=True)
    (folder / "scenario.toml").write_text(text, encoding="utf-8")
    (folder / "guide.md").write_text("# Guide\nPlay it.\n", encoding="utf-8")
    for member in ("alba", "brava"):
        brief = f"# {{{member}}}\nYou are {{{member}}}.\n"
        (folder / "briefs" / f"{member}.md").write_text(brief, encoding="utf-8")
    return folder


def catalogue_texts() -> dict[str, str]:
    """Return the game's own catalogue, as a save carries it."""
    folder = paths.scenarios() / "catalogue"
    return {
        f"catalogue/{path.name}": path.read_text(encoding="utf-8")
        for path in sorted(folder.glob("*.toml"))
    }
