"""docs/reference/rulebook.md: every table and key of a rulebook's files, from the tables the loader reads by."""

from typing import Any

from tallybook.schema import rulebook_schema
from tools.reference.markdown import table

Schema = dict[str, Any]
STATED = ("source", "certainty", "to_confirm", "note", "unset")
EXACT, DATE = "^-?(0|", "date"

INTRODUCTION = """# The files of a rulebook

A rulebook is one folder, `rulebooks/<edition>/`. The loader refuses a key that is not here, names every mistake at
once, and runs the worked cases (`tallybook check rulebooks/<edition>`). How to write one, for people who do not
program: [rulebooks/README.md](../../rulebooks/README.md).

- Numbers with decimals are text (`"0.75"`), read exactly; a TOML float is refused.
- A number that nobody knows is not guessed: `key = { unset = "why" }`. Such a rulebook loads and shows maturity, but no
  index that would need the number.
- A table that states a rule takes these keys too: `source` (ids of sources.toml; required), `certainty` (`official`,
  `secondary` or `inferred`; required), `to_confirm` (a question to the owner of the rule), `note`, and `unset`.
- A star marks a required key. `[[x]]` may be repeated, `[x]` stands once.
"""


def page() -> str:
    parts = [INTRODUCTION]
    for path, schema in rulebook_schema()["$defs"].items():
        parts.append(f"## {path}")
        parts += tables_of("", schema)
    return "\n\n".join(part.strip() for part in parts)


def tables_of(name: str, schema: Schema) -> list[str]:
    """A table of keys, then each table inside it, by its dotted name."""
    found = []
    required = schema.get("required", [])
    inner: list[tuple[str, Schema]] = []
    rows = []
    for key, value in schema.get("properties", {}).items():
        if name and key in STATED:
            continue
        dotted = f"{name}.{key}" if name else key
        if dotted.endswith(".answer") and ".answer." in dotted:
            rows.append(
                [f"`{key}`" + (" *" if key in required else ""), "an answer of one of the plain kinds above"]
            )
            continue
        choices = tables_in(value)
        inner += [(heading(dotted, value, one, len(choices) > 1), one) for one in choices]
        rows.append([f"`{key}`" + (" *" if key in required else ""), meaning(value)])
    if rows:
        found.append(table(["key", "takes"], rows))
    for title, one in inner:
        found += [f"### {title}", *tables_of(title.split("`")[1].strip("[]"), one)]
    return found


def heading(dotted: str, value: Schema, one: Schema, several: bool) -> str:
    """`[[part]]`, and which kind when the kind decides about the keys."""
    title = f"`[[{dotted}]]`" if value.get("type") == "array" else f"`[{dotted}]`"
    kinds = one.get("properties", {}).get("kind", {}).get("enum", [])
    return f"{title} of kind `{kinds[0]}`" if several and len(kinds) == 1 else title


def tables_in(value: Schema) -> list[Schema]:
    """The tables with keys of their own that a value may be."""
    choices = value.get("items", value) if value.get("type") == "array" else value
    return [one for one in choices.get("anyOf", [choices]) if is_table(one)]


def is_table(schema: Schema) -> bool:
    keys = set(schema.get("properties", {}))
    return bool(keys) and keys != {"unset"}


def meaning(value: Schema) -> str:
    """What a key takes, in words."""
    if "enum" in value:
        return "one of " + ", ".join(f"`{one}`" for one in value["enum"])
    if "const" in value:
        return f"`{value['const']}`"
    if "anyOf" in value:
        words = [meaning(one) for one in value["anyOf"] if set(one.get("properties", {})) != {"unset"}]
        unset = any(set(one.get("properties", {})) == {"unset"} for one in value["anyOf"])
        return " or ".join(dict.fromkeys(words)) + (", may be unset" if unset else "")
    match value.get("type"):
        case "array":
            return f"list of {plural(meaning(value.get('items', {})))}"
        case "integer":
            return f"whole number, at least {value['minimum']}" if "minimum" in value else "whole number"
        case "boolean":
            return "`true` or `false`"
        case "object":
            return "table" if is_table(value) else "table of names and values"
        case "string" if value.get("format") == DATE:
            return "date (`2026-08-21`)"
        case "string" if value.get("pattern", "").startswith(EXACT):
            return "exact number as text"
        case "string" if "pattern" in value:
            return "code (small letters, digits, `-` or `_`)"
        case "string":
            return "text"
    return value.get("description", "anything")


def plural(word: str) -> str:
    return (
        word
        if word.startswith(("one of", "list"))
        else f"{word.split(' ')[0]}s{word[len(word.split(' ')[0]) :]}"
    )
