"""Which roles one person may hold side by side, and what each of them is bound to."""

REGIONAL = ("COR", "HEAD", "PROV")  # asked for by A05
STAFF = ("VER", "QC", "JUR", "ADM", "AUD")  # asked for by A06
GROUPS = {"OPD": "region", "COR": "region", "HEAD": "region"}  # any other role is a group of its own


def may_join(one: str, other: str) -> bool:
    """No person joins two of {COR/OPD/HEAD, VER, QC, JUR, ADM, AUD} (permissions.md §1)."""
    if "PROV" in {one, other}:
        return True
    return GROUPS.get(one, one) == GROUPS.get(other, other)


def asking_action(role: str) -> str:
    """The action by which an account of this role is asked for."""
    return "regional_account.ask" if role in REGIONAL else "staff_account.ask"
