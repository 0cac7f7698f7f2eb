"""Hours in which nobody is written to, and the hour of the digest, by each person's own clock."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from piagam.notices.models import Choice


def next_moment(choice: Choice, now: datetime) -> datetime:
    """The first instant from `now` on at which a mail may come."""
    there = now.astimezone(ZoneInfo(choice.zone))
    if not is_quiet(choice, there.hour):
        return now
    end = datetime.combine(there.date(), time(choice.quiet_until), there.tzinfo)
    return end if end > there else end + timedelta(days=1)


def is_quiet(choice: Choice, hour: int) -> bool:
    """Does this hour of the day lie in the quiet ones? They may go over midnight."""
    begin, end = choice.quiet_from, choice.quiet_until
    return begin <= hour < end if begin <= end else hour >= begin or hour < end


def day_of_digest(choice: Choice, now: datetime) -> date | None:
    """The person's day whose digest is due now; None before its hour, and after it was sent."""
    there = now.astimezone(ZoneInfo(choice.zone))
    if there.hour < choice.digest_hour or choice.digested_on == there.date():
        return None
    return there.date()
