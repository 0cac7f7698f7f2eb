"""The fields of an innovation's profile, and what is wrong with a value."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from tallybook.answers import Option
from tallybook.indicators import Stated
from tallybook.language import either, say
from tallybook.numbers import for_people, read_fact

if TYPE_CHECKING:
    from tallybook.model import Rulebook

FIELD_KINDS = (
    "text", "long_text", "choice", "multi_choice", "date", "file", "file_or_link", "coordinates", "computed", "link",
)  # fmt: skip
WORD = re.compile(r"\w[\w'’./-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileField(Stated):
    """One field of the profile, with its rules. Lengths in characters, words by blanks."""

    code: str
    label: str
    label_en: str = ""
    kind: str
    required: bool
    min_words: int | None = None
    max_words: int | None = None
    max_length: int | None = None
    options: tuple[Option, ...] = ()
    options_from: str = ""
    not_before: str = ""
    help: str = ""
    help_en: str = ""
    formats: tuple[str, ...] = ()
    computed_from: str = ""

    @property
    def words(self) -> str:
        """The label in the language in use."""
        return either(self.label, self.label_en)

    def problems(self, value: object, profile: Mapping[str, object]) -> list[str]:
        """What is wrong with the value, in sentences; `profile` holds the other fields. Empty: nothing."""
        if self.kind == "computed":
            return []
        if value is None or value == "" or value == [] or value == ():
            return [say("Wajib diisi.", "This field is required.")] if self.required else []
        match self.kind:
            case "text" | "long_text":
                return self._of_text(value)
            case "choice":
                return self._of_choices([value])
            case "multi_choice":
                return self._of_choices(value) if isinstance(value, (list, tuple)) else [_not_a_list()]
            case "date":
                return self._of_date(value, profile.get(self.not_before) if self.not_before else None)
            case "link":
                fine = isinstance(value, str) and value.startswith(("https://", "http://"))
                return (
                    []
                    if fine
                    else [say("Tulis tautan lengkap (https://…).", "Give a full link (https://…).")]
                )
            case "coordinates":
                return _of_coordinates(value)
        return []

    def _of_text(self, value: object) -> list[str]:
        if not isinstance(value, str):
            return [say("Harus berupa teks.", "Must be text.")]
        found, count = [], words_in(value)
        if not value.strip() and self.required:
            return [say("Wajib diisi.", "This field is required.")]
        if self.min_words is not None and count < self.min_words:
            found.append(
                say(
                    f"Baru {for_people_count(count)} kata; paling sedikit {for_people_count(self.min_words)} kata.",
                    f"{for_people_count(count)} words so far; at least {for_people_count(self.min_words)} are needed.",
                )
            )
        if self.max_words is not None and count > self.max_words:
            most = for_people_count(self.max_words)
            found.append(say(f"Paling banyak {most} kata.", f"At most {most} words."))
        if self.max_length is not None and len(value) > self.max_length:
            most = for_people_count(self.max_length)
            found.append(say(f"Paling banyak {most} huruf.", f"At most {most} characters."))
        return found

    def _of_choices(self, values: Iterable[object]) -> list[str]:
        codes = {one.code for one in self.options}
        return [
            say(f"Pilihan tidak dikenal: {one}.", f"Unknown option: {one}.")
            for one in values
            if one not in codes
        ]

    def _of_date(self, value: object, earlier: object) -> list[str]:
        day, before = read_day(value), read_day(earlier)
        if day is None:
            return [say("Tulis tanggal yang benar.", "Give a real date.")]
        if before is not None and day < before:
            text = before.isoformat()
            return [say(f"Tidak boleh sebelum {text}.", f"Must not be before {text}.")]
        return []


def words_in(text: str) -> int:
    """How many words a text has; signs that stand alone are none."""
    return len(WORD.findall(text))


def for_people_count(count: int) -> str:
    """A count with the separators of the language."""
    return for_people(Fraction(count), 0)


def read_day(value: object) -> date | None:
    """A date, or a text such as "2025-03-31"; None for anything else."""
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _not_a_list() -> str:
    return say("Harus berupa daftar.", "Must be a list.")


def _of_coordinates(value: object) -> list[str]:
    parts = value.split(",") if isinstance(value, str) else []
    numbers = [read_fact(part.strip()) for part in parts]
    if len(numbers) == 2 and all(number is not None for number in numbers):
        latitude, longitude = numbers
        if latitude is not None and longitude is not None and abs(latitude) <= 90 and abs(longitude) <= 180:
            return []
    return [say("Tulis lintang, bujur: -3.79, 102.26.", "Give latitude, longitude: -3.79, 102.26.")]


def profile_problems(rulebook: "Rulebook", profile: Mapping[str, object]) -> dict[str, list[str]]:
    """Field code → what is wrong with it, for every field that has a problem."""
    found = {field.code: field.problems(profile.get(field.code), profile) for field in rulebook.profile}
    return {code: problems for code, problems in found.items() if problems}
