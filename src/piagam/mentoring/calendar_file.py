"""Dates as an iCalendar file (RFC 5545): folded lines, escaped texts, instants in UTC."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(frozen=True)
class Event:
    """One date; without an instant it is left out."""

    key: str
    title: str
    at: datetime | None


def calendar_of(name: str, events: Iterable[Event], *, length: timedelta) -> str:
    """The file's text. An event ends at its instant: a deadline is shown before it is too late."""
    return "".join(f"{fold(line)}\r\n" for line in _lines(name, events, length))


def _lines(name: str, events: Iterable[Event], length: timedelta) -> Iterator[str]:
    yield from (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Piagam//Tenggat//ID",
        f"X-WR-CALNAME:{escaped(name)}",
    )
    for event in events:
        if event.at is None:
            continue
        yield from (
            "BEGIN:VEVENT", f"UID:{event.key}@piagam", f"DTSTAMP:{stamp(event.at)}",
            f"DTSTART:{stamp(event.at - length)}", f"DTEND:{stamp(event.at)}",
            f"SUMMARY:{escaped(event.title)}", f"DESCRIPTION:{escaped(name)}", "END:VEVENT",
        )  # fmt: skip
    yield "END:VCALENDAR"


def stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def escaped(text: str) -> str:
    """Backslash, comma, semicolon and line break as the format wants them."""
    for sign, written in (("\\", "\\\\"), (",", "\\,"), (";", "\\;"), ("\r\n", "\\n"), ("\n", "\\n")):
        text = text.replace(sign, written)
    return text


def fold(line: str) -> str:
    """No line longer than 75 octets; what goes on begins with a blank."""
    pieces, piece = [], ""
    for letter in line:
        if len((piece + letter).encode()) > 74:
            pieces.append(piece)
            piece = ""
        piece += letter
    return "\r\n ".join([*pieces, piece])
