"""Whether a claim still states what was checked: the same facts, the same level."""

import hashlib
import json

from piagam.entries.models import Claim
from piagam.mentoring.models import InternalCheck


def fingerprint(claim: Claim) -> str:
    """SHA-256 of what the claim states."""
    text = json.dumps([claim.facts, claim.level], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def still_holds(check: InternalCheck, claim: Claim) -> bool:
    """A check counts while facts and level are what was checked, also after a change and back."""
    return check.claim_version == claim.version or check.stated_sha256 == fingerprint(claim)
