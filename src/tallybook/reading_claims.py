"""From the object of CLAIMS.json to claims, with every mistake and its JSON path in one go."""

from collections.abc import Mapping
from typing import Any

from tallybook import fingerprint
from tallybook.claims import Claim, Claims, InnovationClaims, RegionClaims
from tallybook.errors import ClaimsError
from tallybook.json_path import Place, at_root
from tallybook.json_text import parse_json
from tallybook.model import Rulebook
from tallybook.one_claim import ClaimReader


def parse_claims(text: str | bytes, rulebook: Rulebook) -> Claims:
    """Claims from the text of CLAIMS.json. Raises ClaimsError with every mistake."""
    return read_claims(parse_json(text), rulebook)


def read_claims(tree: object, rulebook: Rulebook) -> Claims:
    """Claims from the object of CLAIMS.json. Raises ClaimsError with every mistake.

    Numbers may be int, Decimal or decimal texts; floats are refused, for they are not what was written.
    """
    place = at_root()
    found = _Reader(rulebook).file(tree, place)
    if place.problems or found is None:
        raise ClaimsError(place.problems)
    return found


class _Reader:
    """Reads one file against one rulebook."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.affairs = {one.code for one in rulebook.affairs}
        self.clusters = {one.code for one in rulebook.clusters}
        used = {part.set for part in rulebook.parts if part.set}
        self.of_region = ClaimReader(rulebook, used, of_innovation=False)
        self.of_innovation = ClaimReader(rulebook, used, of_innovation=True)

    def file(self, tree: object, place: Place) -> Claims | None:
        top = place.table(tree, needed=("rulebook", "regions"))
        if top is None:
            return None
        if "rulebook" in top and top["rulebook"] != self.rulebook.id:
            sentence = f"these rules are {self.rulebook.id!r}, the claims are for {top['rulebook']!r}"
            (place / "rulebook").problem(sentence)
        if "regions" not in top:
            return None
        inside = place / "regions"
        regions = [self.region(one, inside[number]) for number, one in inside.each(top["regions"])]
        inside.unique([None if one is None else one.code for one in regions], "code")
        whole = sorted((one for one in regions if one is not None), key=lambda one: one.code)
        sha256 = "" if place.problems else fingerprint.of_claims(self.rulebook.id, whole)
        return Claims(self.rulebook.id, tuple(whole), sha256)

    def region(self, tree: object, place: Place) -> RegionClaims | None:
        known = ("label", "clusters", "claims", "innovations")
        table = place.table(tree, needed=("code",), optional=known)
        if table is None:
            return None
        code = (place / "code").text(table["code"]) if "code" in table else ""
        inside = place / "innovations"
        given = table.get("innovations", [])
        innovations = [self.innovation(one, inside[number]) for number, one in inside.each(given)]
        inside.unique([None if one is None else one.id for one in innovations], "id")
        ordered = sorted((one for one in innovations if one is not None), key=lambda one: one.id)
        return RegionClaims(
            code,
            tuple(sorted((place / "clusters").codes(table.get("clusters", []), self.clusters, "cluster"))),
            self.claims(table, place, self.of_region),
            tuple(ordered),
            self.label(table, place),
        )

    def innovation(self, tree: object, place: Place) -> InnovationClaims | None:
        known = ("label", "affairs", "claims", "rejected")
        table = place.table(tree, needed=("id",), optional=known)
        if table is None:
            return None
        rejected = table.get("rejected", False)
        if not isinstance(rejected, bool):
            (place / "rejected").problem(f"must be true or false, not {rejected!r}")
        return InnovationClaims(
            (place / "id").text(table["id"]) if "id" in table else "",
            tuple(sorted((place / "affairs").codes(table.get("affairs", []), self.affairs, "affair"))),
            self.claims(table, place, self.of_innovation),
            rejected is True,
            self.label(table, place),
        )

    def label(self, table: Mapping[str, Any], place: Place) -> str:
        return (place / "label").text(table["label"]) if "label" in table else ""

    def claims(self, table: Mapping[str, Any], place: Place, reader: ClaimReader) -> dict[str, Claim]:
        inside = place / "claims"
        given = inside.anything(table.get("claims", {}))
        found = {
            code: reader.quick(code, one) or reader.read(code, one, inside / code)
            for code, one in sorted(given.items())
        }
        return {code: claim for code, claim in found.items() if claim is not None}
