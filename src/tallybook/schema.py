"""JSON Schema of both files: the rulebook's TOML files, as data, and CLAIMS.json."""

from tallybook.read.files import FILES_OF
from tallybook.read.shape import Schema

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def rulebook_schema() -> Schema:
    """One schema for each file of a rulebook, printed from the tables that the loader reads by."""
    files = {pattern: table.schema() for pattern, table in FILES_OF.items()}
    return {"title": "A rulebook: path of the file → its tables", "type": "object", "$defs": files}


def claims_schema() -> Schema:
    """The schema of CLAIMS.json. Codes are checked against the rulebook, which a schema cannot know."""
    exact = {
        "anyOf": [
            {"type": "number"},
            {"type": "string", "pattern": r"^-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,12})?$"},
        ]
    }
    facts = {"type": "object", "description": "what the indicator's answer asks for", "minProperties": 1}
    claim = _closed(
        {
            "level": {"type": "integer", "minimum": 0},
            "facts": facts,
            "mark": exact,
            "evidence": {"type": "boolean"},
        },
        [],
    )
    claim["anyOf"] = [{"required": [name]} for name in ("level", "facts", "mark")]
    claims = {"type": "object", "additionalProperties": claim, "description": "indicator code → claim"}
    name = {"type": "string", "minLength": 1}
    codes = {"type": "array", "items": {"type": "string"}, "uniqueItems": True}
    innovation = _closed(
        {"id": name, "label": name, "affairs": codes, "claims": claims, "rejected": {"type": "boolean"}},
        ["id"],
    )
    region = _closed(
        {
            "code": name,
            "label": name,
            "clusters": codes,
            "claims": claims,
            "innovations": {"type": "array", "items": innovation},
        },
        ["code"],
    )
    return {
        "title": "CLAIMS.json",
        **_closed({"rulebook": name, "regions": {"type": "array", "items": region}}, ["rulebook", "regions"]),
    }


def _closed(properties: Schema, required: list[str]) -> Schema:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def both() -> Schema:
    """What `tallybook schema` prints."""
    return {"$schema": DRAFT, "rulebook": rulebook_schema(), "claims": claims_schema()}
