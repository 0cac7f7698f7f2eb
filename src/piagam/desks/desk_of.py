"""What each role sees first: tiles with a figure, and what to do next. Reads every stage, writes nothing."""

from collections.abc import Callable

from piagam.desks import of_head, of_ministry, of_regions
from piagam.desks.parts import Desk
from piagam.editions.models import Edition
from piagam.people.actor import Actor


def desk_for(actor: Actor, edition: Edition | None) -> Desk:
    """The desk of the actor's role, for the edition that menus point to."""
    makers: dict[str, Callable[[Actor, Edition | None], Desk]] = {
        "OPD": of_regions.operator, "COR": of_regions.coordinator, "HEAD": of_head.head,
        "PROV": of_regions.provincial, "VER": of_ministry.verifier, "QC": of_ministry.quality,
        "ADM": of_ministry.administrator, "AUD": of_ministry.auditor,
    }  # fmt: skip
    maker = makers.get(actor.role)
    return maker(actor, edition) if maker else Desk()
