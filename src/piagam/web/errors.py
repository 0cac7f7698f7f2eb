"""How the program says no: a sentence for the person, and the HTTP status that fits.

Refused ─┬─ NeedsStepUp   401: show the second factor first
         └─ Conflict409   409: somebody else wrote the same text; carries both
"""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _


class Refused(Exception):
    """No, with the sentence the person reads. The middleware makes the page (or the JSON answer) of it.

    `code` names the reason for programs, `phase` and `when` say when it was or will be possible.
    """

    def __init__(
        self,
        sentence: str,
        status: int = 409,
        *,
        code: str = "",
        phase: str = "",
        when: datetime | None = None,
    ) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.status = status
        self.code = code
        self.phase = phase
        self.when = when

    def as_json(self) -> dict[str, Any]:
        """What a script is told, `autosave.js` first of all."""
        told = {"sentence": self.sentence, "code": self.code, "phase": self.phase}
        return {**told, "when": self.when.isoformat() if self.when else None}


class NeedsStepUp(Refused):
    """The action wants the second factor of the last ten minutes; `next` is where to go on afterwards."""

    def __init__(self, sentence: str = "", *, next: str = "") -> None:
        super().__init__(
            sentence or _("Langkah ini memerlukan kode keamanan yang baru."), 401, code="step-up"
        )
        self.next = next


class Conflict409(Refused):
    """The same field was saved by someone else meanwhile: nothing is lost, both texts are shown.

    `version` is the one that is kept now; sending it with either text settles the matter.
    """

    def __init__(
        self, sentence: str = "", *, field: str = "", label: str = "", mine: str = "", theirs: str = "",
        version: int | None = None,
    ) -> None:  # fmt: skip
        default = _("Isian ini baru saja diubah orang lain. Pilih tulisan yang dipakai.")
        super().__init__(sentence or default, 409, code="changed-meanwhile")
        self.field = field
        self.label = label
        self.mine = mine
        self.theirs = theirs
        self.version = version

    def as_json(self) -> dict[str, Any]:
        both = {"field": self.field, "mine": self.mine, "theirs": self.theirs, "version": self.version}
        return {**super().as_json(), **both}
