"""What the page said and what the database holds, laid side by side; read beside the running program."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from piagam.innovations.values import stamp_of

# Whenever the line under the form says that all is saved, tells every text that stands in the page at that moment.
TELL_WHAT_IS_SAID = """
document.addEventListener("DOMContentLoaded", function () {
  document.querySelectorAll("[data-save-line]").forEach(function (line) {
    new MutationObserver(function () {
      if (!line.classList.contains("save-line--done")) return;
      var texts = {};
      line.closest("form").querySelectorAll("textarea").forEach(function (area) { texts[area.name] = area.value; });
      window.pageSaysSaved(texts);
    }).observe(line, { attributes: true, childList: true });
  });
});
"""


@dataclass
class Kept:
    """One innovation in the database file."""

    database: Path
    innovation: int

    def ask(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.database, timeout=10)) as connection:
            return connection.execute(query, values).fetchall()

    def profile(self) -> dict[str, Any]:
        [(profile,)] = self.ask("SELECT profile FROM innovations_innovation WHERE id = ?", self.innovation)
        found: dict[str, Any] = json.loads(profile)
        return found

    def claims(self) -> dict[str, tuple[int, int]]:
        """The rows of its entry: how many people each states, and the level that follows."""
        rows = self.ask(
            "SELECT indicator, facts, level FROM entries_claim JOIN entries_entry ON entries_entry.id = entry_id"
            " WHERE innovation_id = ?", self.innovation,
        )  # fmt: skip
        return {indicator: (json.loads(facts)["people"], level) for indicator, facts, level in rows}

    def lost(self, said: list[dict[str, str]]) -> list[tuple[str, str]]:
        """What the page called saved and the database does not hold. Texts here only ever grow."""
        kept = self.profile()
        return [
            (name, text)
            for texts in said for name, text in texts.items() if not str(kept.get(name, "")).startswith(text)
        ]  # fmt: skip

    def is_whole(self) -> None:
        """Row, history and record tell the same: no save is there by half."""
        assert self.ask("PRAGMA integrity_check") == [("ok",)]
        [(version,)] = self.ask("SELECT version FROM innovations_innovation WHERE id = ?", self.innovation)
        kept, stamps, versions = self.profile(), dict[str, int](), [1]
        for event in self._events():
            stamps |= event["fields"]
            versions.append(event["version"])
        assert versions == list(range(1, version + 1))
        assert stamps == {name: stamp_of(kept.get(name)) for name in stamps}
        history = self.ask(
            "SELECT field, new FROM innovations_fieldchange WHERE innovation_id = ? ORDER BY at, id", self.innovation
        )  # fmt: skip
        last = {field: json.loads(new) for field, new in history}
        assert {name: last[name] for name in stamps} == {name: kept.get(name) for name in stamps}

    def _events(self) -> Iterator[dict[str, Any]]:
        rows = self.ask(
            "SELECT data FROM audit_auditevent WHERE verb = 'innovation.edit' AND object_id = ? ORDER BY sequence",
            str(self.innovation),
        )
        return (json.loads(data) for (data,) in rows)


@dataclass
class Witness:
    """Beside one page: looks into the database at each moment at which the page says "Tersimpan"."""

    kept: Kept | None = None
    said: list[dict[str, str]] = field(default_factory=list)
    lied: list[tuple[str, str]] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.expose_function("pageSaysSaved", self.hear)
        page.add_init_script(TELL_WHAT_IS_SAID)

    def hear(self, texts: dict[str, str]) -> None:
        if self.kept is not None and texts:
            self.said.append(texts)
            self.lied += self.kept.lost([texts])

    def is_content(self) -> None:
        """Each "Tersimpan" was true when it was said, is true still, and no script has failed."""
        assert self.kept and self.said and self.troubles == []
        assert self.lied == []
        assert self.kept.lost(self.said) == []
        self.kept.is_whole()
