"""THE PERMISSION TABLE: who may do what, in which phase. One line an action; `policy/permissions.md` is the oracle.

A cell is `scope:phases!conditions`, `-` is never. Scopes, phases, roles and conditions as in the oracle:
self own account · own own department and what hangs on it · reg own region · prv own province · asg assigned ·
nom nominee · all the edition · pub published. 2p needs a second person · no not one's own request · mfa second factor
in the last ten minutes · why a reason · log the read itself is recorded · hash bytes promised before the end ·
inv `own` reaches also what names the person as a collaborator.
"""

import re
from dataclasses import dataclass

ROLES = ("OPD", "COR", "HEAD", "PROV", "VER", "QC", "JUR", "ADM", "AUD", "PUB")
PHASES = "DOCVAJFP"

TABLE = """
id  k actions                          OPD             COR             HEAD            PROV        VER          QC            JUR        ADM                AUD              PUB
A01 W account.use                      self:*          self:*          self:*          self:*      self:*       self:*        self:*     self:*             self:*           -
A03 W operator.invite                  -               reg:*           -               -           -            -             -          all:*!why          -                -
A04 W operator.disable                 -               reg:*!mfa       -               -           -            -             -          all:*!mfa,why      -                -
A05 W regional_account.ask             -               -               -               -           -            -             -          all:*!2p,mfa,why   -                -
A06 W staff_account.ask                -               -               -               -           -            -             -          all:*!2p,mfa,why   -                -
A07 W account.approve,announcement.approve -               -               -               -           -            -             -          all:*!no,mfa       -                -
A08 W operator.end_sessions            -               reg:*           -               -           -            -             -          all:*              -                -
A11 W department.manage                -               reg:*           -               -           -            -             -          -                  -                -
A12 R account.list                     -               reg:*           -               -           -            -             -          all:*              all:*            -
A13 W department.deadline            -               reg:*           -               -           -            -             -          -                  -                -
A14 W mentor.assign                  -               reg:*           -               -           -            -             -          -                  -                -
A15 R check.read                     own:*           reg:*           reg:*           -           -            -             -          -                  -                -
A17 W department.merge               -               reg:*!mfa,why   -               -           -            -             -          -                  -                -
A16 W department.nudge               -               reg:*           reg:*           -           -            -             -          -                  -                -
A18 W role.delegate                  self:*          reg:*           -               -           -            -             -          -                  -                -
E01 R edition.read_rules               -               -               -               -           -            all:D         -          all:D              all:D            pub:OCVAJFP
E02 W edition.set_rules                -               -               -               -           -            -             -          all:D!2p,mfa,why   -                -
E03 W edition.set_calendar             -               -               -               -           -            -             -          all:D!why          -                -
E06 W edition.ask_next_phase           -               -               -               -           -            -             -          all:DCVAJF!2p,mfa  -                -
E07 W edition.approve                  -               -               -               -           -            -             -          all:DOCVAJF!no,mfa -                -
E09 R edition.manage                   -               -               -               -           -            all:*         -          all:*              all:*            -
I01 W innovation.create                own:*           reg:*           -               -           -            -             -          -                  -                -
I02 R innovation.read,entry.read_draft own:*!inv       reg:*           reg:*           -           -            -             -          -                  -                -
I03 W innovation.edit                  own:*!inv       reg:*           -               -           -            -             -          -                  -                -
I04 W document.add                     own:*           reg:*           -               -           -            -             -          -                  -                -
I06 W innovation.delete                own:*           reg:*           -               -           -            -             -          -                  -                -
I05 W evidence.deliver                 own:OC!hash     reg:OC!hash     -               -           -            -             -          -                  -                -
I07 W entry.send                       own:O           -               -               -           -            -             -          -                  -                -
I08 W entry.return,entry.accept        -               reg:O           -               -           -            -             -          -                  -                -
I10 W report.submit,report.take_back   -               reg:O!mfa       -               -           -            -             -          -                  -                -
I09 W statement.sign                   -               -               reg:O!mfa       -           -            -             -          -                  -                -
I11 W report.withdraw                  -               -               reg:CVAJ!mfa,why -          -            -             -          -                  -                -
I12 R report.list                      own:OCVAJFP     reg:OCVAJFP     reg:OCVAJFP     prv:OCVAJFP asg:VA       all:CVAJFP    nom:JF     all:OCVAJFP        all:OCVAJFP      pub:P
I13 R entry.read                       own:OCVAJFP     reg:OCVAJFP     reg:OCVAJFP     prv:CVAJFP  asg:VA!log   all:VAJF!log  nom:J!log  -                  all:CVAJFP!log   pub:P
I14 R document.download                own:OCVAJFP     reg:OCVAJFP     reg:OCVAJFP     -           asg:VA!log   all:VAJF!log  nom:J!log  -                  all:CVAJFP!log   -
I20 R estimate.read                    own:OCVAJFP     reg:OCVAJFP     reg:OCVAJFP     -           -            -             -          -                  -                -
S01 W scenario.keep                    -               reg:OCVAJFP     reg:OCVAJFP     -           -            -             -          -                  -                -
I21 W claim.edit,entry.drop,check.answer   own:O           reg:O           -               -           -            -             -          -                  -                -
B11 R likeness.read                    own:*           reg:*           reg:*           -           -            -             -          -                  -                -
I22 W claim.check                    -               reg:O           -               -           -            -             -          -                  -                -
C01 R conversation.read              own:*!inv       reg:*           reg:*           -           -            -             -          -                  -                -
C02 W conversation.write             own:*!inv       reg:*           -               -           -            -             -          -                  -                -
X01 W package.import                   -               reg:O!mfa       -               -           -            -             -          -                  -                -
X02 R sheet.export                     own:*!log       reg:*!log       reg:*!log       -           -            -             -          -                  -                -
X03 W sheet.import                     self:*          self:*          -               -           -            -             -          -                  -                -
I18 R region.export                    -               reg:OCVAJFP!log reg:OCVAJFP!log -           -            -             -          -                  -                -
U01 W upload.make                      self:*          self:*          -               -           -            -             -          -                  -                -
B12 W likeness.judge                   own:*           reg:*           -               -           -            -             -          -                  -                -
B01 W innovation.share                 own:*           reg:*           -               -           -            -             -          -                  -                -
B02 W innovation.archive,innovation.merge own:*        reg:*           -               -           -            -             -          -                  -                -
B03 W bank_filter.keep                 self:*          self:*          self:*          -           -            -             -          -                  -                -
V01 R assignment.list                  -               -               -               -           asg:VA       all:CVA       -          -                  all:CVAJFP       -
V02 W assignment.make                  -               -               -               -           -            all:CVA!why   -          -                  -                -
V03 W conflict.declare                 -               -               -               -           self:CVA     self:CVA      self:AJ    -                  -                -
V04 W finding.decide                   -               -               -               -           asg:V        -             -          -                  -                -
V05 W finding.lock                     -               -               -               -           asg:V        -             -          -                  -                -
V12 R finding.read_own                 own:AJFP        reg:AJFP        reg:AJFP        -           -            -             -          -                  -                -
V13 R score.read_any                   -               -               -               -           -            all:VAJF!log  -          all:F!log          all:VAJF!log     -
V14 R ranking.read                     -               -               -               -           -            all:AJF!log   -          all:F!log          all:AJF!log      -
R02 W result.propose                   -               -               -               -           -            -             -          all:F!2p,mfa       -                -
R03 W result.approve                   -               -               -               -           -            all:F!no,mfa  -          -                  -                -
R04 W result.publish                   -               -               -               -           -            -             -          all:F!mfa          -                -
R05 R result.read                      -               -               -               -           -            -             -          -                  -                pub:P
R08 R certificate.download             own:P           reg:P           reg:P           -           -            -             -          -                  -                -
L01 R audit.read_own                   -               reg:OCVAJFP     reg:OCVAJFP     -           -            -             -          -                  -                -
L02 R audit.read_all                   -               -               -               -           -            -             -          -                  all:*!log        -
L06 W announcement.send                -               reg:*           -               -           -            -             -          all:*!2p           -                -
L11 W webhook.connect                  -               reg:*!mfa       -               -           -            -             -          -                  -                -
L07 R health.read                      -               -               -               -           -            -             -          all:*              all:*            -
"""  # noqa: E501  one line an action is the point

CELL = re.compile(r"^(self|own|reg|prv|asg|nom|pub|all):(\*|[DOCVAJFP]+)(?:!([a-z0-9,]+))?$")


@dataclass(frozen=True)
class Grant:
    """One cell: where, when, and under which conditions a role may act."""

    scope: str
    phases: frozenset[str]
    conditions: frozenset[str]


@dataclass(frozen=True)
class Permission:
    """One line: the oracle's id, whether it changes anything, and the grant of each role that has one."""

    id: str
    name: str
    changes: bool
    grants: dict[str, Grant]


def read_cell(text: str) -> Grant | None:
    """A cell as a grant; None for `-`. Raises ValueError for anything else."""
    if text == "-":
        return None
    if not (match := CELL.match(text)):
        raise ValueError(f"not a permission cell: {text!r}")
    phases = PHASES if match[2] == "*" else match[2]
    return Grant(match[1], frozenset(phases), frozenset((match[3] or "").split(",")) - {""})


def read_table(text: str) -> dict[str, Permission]:
    """The table as name → permission."""
    permissions: dict[str, Permission] = {}
    for line in text.strip().splitlines()[1:]:
        number, kind, names, *cells = line.split()
        if len(cells) != len(ROLES) or kind not in "RW":
            raise ValueError(f"a permission line needs {len(ROLES)} cells: {line!r}")
        read = {role: read_cell(cell) for role, cell in zip(ROLES, cells, strict=True)}
        grants = {role: grant for role, grant in read.items() if grant}
        for name in names.split(","):
            if name in permissions:
                raise ValueError(f"two lines for {name}")
            permissions[name] = Permission(number, name, kind == "W", grants)
    return permissions


PERMISSIONS = read_table(TABLE)


def grants_for(action: str, role: str) -> tuple[Grant, ...]:
    """The grants that may apply: the role's own, and for reads the public floor."""
    permission = PERMISSIONS[action]
    own = permission.grants.get(role)
    floor = permission.grants.get("PUB") if role != "PUB" else None
    return tuple(grant for grant in (own, floor) if grant)
