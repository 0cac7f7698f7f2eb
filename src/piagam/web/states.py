"""Which look a state has: six tones, each with a sign of its own, so that colour never speaks alone."""

TONES = {
    "quiet": (
        "draft",
        "empty",
        "unscanned",
        "none",
        "archived",
        "ended",
        "D",
        "claimed",
        "pending",
        "different",
    ),
    "moving": (
        "sent",
        "decided",
        "internal",
        "internally_verified",
        "O",
        "V",
        "J",
        "F",
        "open",
        "proposed",
        "visited",
    ),
    "care": ("returned", "unfinished", "unsupported", "lower", "lowered", "A", "C", "waiting", "expiring"),
    "good": (
        "accepted",
        "submitted",
        "done",
        "accept",
        "verified",
        "clean",
        "locked",
        "P",
        "published",
        "approved",
        "replication",
    ),
    "gold": ("winner", "predicate"),
    "bad": (
        "reject",
        "rejected",
        "withdrawn",
        "infected",
        "stopped",
        "expired",
        "revoked",
        "missing",
        "disabled",
    ),
}
BY_CODE = {code: tone for tone, codes in TONES.items() for code in codes}


def tone_of(code: str) -> str:
    """The tone of a state's code; quiet for one it does not know. A tone's own name is a code too."""
    return code if code in TONES else BY_CODE.get(code, "quiet")
