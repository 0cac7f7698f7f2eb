"""By whose clock a person's hours are read while none was chosen. A slice that knows where people work adds how."""

from collections.abc import Callable, Iterable, Mapping

from piagam.notices.models import Choice

USUAL_ZONE = "Asia/Jakarta"
WHERE: list[Callable[[list[int]], Mapping[int, str]]] = []  # people → the time zone of where each works


def hours_of(people: Iterable[int]) -> dict[int, Choice]:
    """Each person's hours by a clock: the chosen one, or that of where they work, or the capital's. Not saved."""
    wanted = list(dict.fromkeys(people))
    hours = {one.user_id: one for one in Choice.objects.filter(user__in=wanted)}
    for person in wanted:
        hours.setdefault(person, Choice(user_id=person))
    open_ones = [person for person in wanted if not hours[person].zone]
    zones = {person: zone for find in WHERE for person, zone in find(open_ones).items()} if open_ones else {}
    for person in open_ones:
        hours[person].zone = zones.get(person) or USUAL_ZONE
    return hours
