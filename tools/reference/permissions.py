"""docs/reference/permissions.md: the permission table as the guard reads it."""

from piagam.people.permissions import PERMISSIONS, PHASES, ROLES, Grant
from tools.reference.markdown import names, table

INTRODUCTION = """# Permissions

Who may do what, in which phase. The guard of every page and every action asks this table; what it does not grant is
refused. A cell reads `scope:phases!conditions`; `-` is never, `*` is every phase.

- **Scope**: `self` own account · `own` own department · `reg` own region · `prv` a region of the own province ·
  `asg` assigned to the person and free of conflict · `nom` a nominee before the person's panel · `all` anything of the
  edition · `pub` what is published.
- **Conditions**: `2p` takes effect when another person approves · `no` not by the person who asked · `mfa` second
  factor in the last ten minutes · `why` a reason · `log` the read is recorded · `hash` bytes promised before the end ·
  `inv` the own scope reaches also what names the person as a collaborator.
- **Phases**: [calendar](calendar.md). What the public may read, every role may read.

Refused, the answer is, in this order: sign in; 404 outside one's scope, as for a thing that does not exist; 403 for
another role; 409 in another phase; 401 with a link when the second factor is missing; 403 for one's own request.
"""


def printed(grant: Grant | None) -> str:
    if grant is None:
        return "-"
    phases = (
        "*"
        if grant.phases == frozenset(PHASES)
        else "".join(phase for phase in PHASES if phase in grant.phases)
    )
    order = ("2p", "no", "mfa", "why", "log", "hash", "inv")
    conditions = sorted(grant.conditions, key=lambda name: (order.index(name) if name in order else 99, name))
    return f"{grant.scope}:{phases}" + (f"!{','.join(conditions)}" if conditions else "")


def page() -> str:
    by_line: dict[str, list[str]] = {}
    for name, permission in PERMISSIONS.items():
        by_line.setdefault(permission.id, []).append(name)
    rows = []
    for number, actions in by_line.items():
        permission = PERMISSIONS[actions[0]]
        cells = [printed(permission.grants.get(role)) for role in ROLES]
        rows.append([number, "changes" if permission.changes else "reads", names(actions), *cells])
    return INTRODUCTION + "\n" + table(["id", "kind", "action", *ROLES], rows)
