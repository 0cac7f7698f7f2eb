"""What differs between two manifests: added, gone, changed, each with its path. Plain Python, no database."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Difference:
    """One place: its path in words, and what stands there in each of both; None where nothing does."""

    path: str
    before: Any
    after: Any


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """Every place that differs; entries are met by their innovation, not by their position."""
    return list(_walk("", _keyed(before), _keyed(after)))


def _keyed(manifest: Mapping[str, Any]) -> dict[str, Any]:
    entries = {str(entry["innovation"]): entry for entry in manifest.get("entries", ())}
    return {**manifest, "entries": entries}


def _walk(path: str, before: Any, after: Any) -> Iterator[Difference]:
    if isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys([*before, *after]):
            name = f"{path} › {key}" if path else str(key)
            yield from _walk(name, before.get(key), after.get(key))
    elif before != after:
        yield Difference(path, before, after)
