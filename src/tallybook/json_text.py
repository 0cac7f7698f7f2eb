"""JSON as it was written: decimals exact, duplicate keys remembered, NaN and Infinity kept to be refused."""

import json
from decimal import Decimal, InvalidOperation
from typing import Any, NoReturn

from tallybook.errors import ClaimProblem, ClaimsError


class Pairs(dict[str, Any]):
    """An object of JSON that knows which of its keys stood twice."""

    duplicates: tuple[str, ...] = ()


class NotANumber:
    """NaN, Infinity or -Infinity, which JSON does not have."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return self.text


def _pairs(items: list[tuple[str, Any]]) -> Pairs:
    found = Pairs(items)
    if len(found) < len(items):
        names = [name for name, _ in items]
        found.duplicates = tuple(dict.fromkeys(name for name in names if names.count(name) > 1))
    return found


def _decimal(text: str) -> Decimal | NotANumber:
    try:
        return Decimal(text)
    except InvalidOperation:
        return NotANumber(text)


def _refuse(sentence: str) -> NoReturn:
    raise ClaimsError([ClaimProblem("$", sentence)])


def parse_json(text: str | bytes) -> Any:
    """The value of a JSON text. Raises ClaimsError where it is none, with line and column."""
    try:
        words = text.decode("utf-8-sig") if isinstance(text, bytes) else text
        return json.loads(words, object_pairs_hook=_pairs, parse_float=_decimal, parse_constant=NotANumber)
    except UnicodeDecodeError as error:
        _refuse(f"the text is not UTF-8 (byte {error.start})")
    except json.JSONDecodeError as error:
        _refuse(f"not JSON: {error.msg}, line {error.lineno}, column {error.colno}")
    except RecursionError:
        _refuse("nested too deeply")
    except ValueError:
        _refuse("a number has too many digits")
