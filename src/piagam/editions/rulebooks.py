"""From a folder of rules to a pinned rulebook, and back to the engine's object."""

from functools import lru_cache
from pathlib import Path

from piagam import environment
from piagam.editions.models import Edition, PinnedRulebook
from tallybook import Rulebook, load_rulebook


def shipped_folder() -> Path:
    """Where the rulebooks lie: by setting, beside the source, or inside the installed package."""
    if given := environment.value("PIAGAM_RULEBOOKS"):
        return Path(given)
    package = Path(__file__).resolve().parents[1]
    beside = package.parents[1] / "rulebooks"
    return beside if beside.is_dir() else package / "rulebooks"


def available() -> list[str]:
    """Names of the rulebooks that an edition can be made from."""
    return sorted(path.parent.name for path in shipped_folder().glob("*/edition.toml"))


def read_files(name: str) -> dict[str, str]:
    """The files of a shipped rulebook, path → text, cases included. Raises FileNotFoundError."""
    folder = shipped_folder() / name
    if name not in available():
        raise FileNotFoundError(name)
    return {str(path.relative_to(folder)): path.read_text("utf-8") for path in sorted(folder.rglob("*.toml"))}


def pin(name: str) -> PinnedRulebook:
    """Loads, checks and keeps a rulebook as it is now. Raises tallybook.RulebookError with every mistake."""
    files = read_files(name)
    rulebook = load_rulebook(files)
    pinned, _created = PinnedRulebook.objects.get_or_create(sha256=rulebook.sha256, defaults={"files": files})
    return pinned


@lru_cache(maxsize=16)
def rulebook_by_sha256(sha256: str) -> Rulebook:
    """A pinned rulebook, loaded once per process and fingerprint."""
    return load_rulebook(PinnedRulebook.objects.get(pk=sha256).files)


def rulebook_of(edition: Edition) -> Rulebook:
    """The rulebook an edition is held to."""
    return rulebook_by_sha256(edition.rulebook_id)
