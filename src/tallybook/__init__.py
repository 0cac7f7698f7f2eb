"""The index engine: a rulebook and claims in, results out, each with the tree that explains it.

    rulebook = load_rulebook(Path("rulebooks/iga-2026"))
    claims = parse_claims(Path("claims.json").read_bytes(), rulebook)
    for region in score(rulebook, claims).regions:
        print(region.code, region.index, region.predicate)

Plain Python, standard library only; `tallybook.fast` adds NumPy for whole nations.
"""

from tallybook.answers import Answer, Derived, FactField, Option
from tallybook.arithmetic import Coverage, IndexRule, Part, Predicate, RankingRule
from tallybook.awards import Category, ExtraAward, PanelStage, Reason
from tallybook.changes import Change, Include, LeaveOut, Reject, Restate
from tallybook.claims import Claim, Claims, InnovationClaims, RegionClaims
from tallybook.diff import diff_rulebooks
from tallybook.documents import DocumentFacts
from tallybook.eligibility import Eligibility, Verdict
from tallybook.errors import (
    ClaimProblem,
    ClaimsError,
    FactProblem,
    FactsError,
    RulebookError,
    RuleProblem,
    TallybookError,
    UnknownCode,
)  # fmt: skip
from tallybook.explain import Node
from tallybook.indicators import EvidenceRule, Indicator, IndicatorSet
from tallybook.levels import Level
from tallybook.load import load_rulebook
from tallybook.model import Affair, CalendarEntry, Cluster, Rulebook, Source, Unset, Variable
from tallybook.numbers import format_decimal
from tallybook.profile import ProfileField, profile_problems
from tallybook.reading_claims import parse_claims, read_claims
from tallybook.score import RegionResult, Result, score, score_criteria, score_region
from tallybook.tree_diff import DiffNode, diff_trees
from tallybook.validity import Outcome, Standing, ValidityRule, standing_of
from tallybook.whatif import Variation, WhatIf

__all__ = [
    "Affair",
    "Answer",
    "CalendarEntry",
    "Category",
    "Change",
    "Claim",
    "ClaimProblem",
    "Claims",
    "ClaimsError",
    "Cluster",
    "Coverage",
    "Derived",
    "DiffNode",
    "DocumentFacts",
    "Eligibility",
    "EvidenceRule",
    "ExtraAward",
    "FactField",
    "FactProblem",
    "FactsError",
    "Include",
    "IndexRule",
    "Indicator",
    "IndicatorSet",
    "InnovationClaims",
    "LeaveOut",
    "Level",
    "Node",
    "Option",
    "Outcome",
    "PanelStage",
    "Part",
    "Predicate",
    "ProfileField",
    "RankingRule",
    "Reason",
    "RegionClaims",
    "RegionResult",
    "Reject",
    "Restate",
    "Result",
    "RuleProblem",
    "Rulebook",
    "RulebookError",
    "Source",
    "Standing",
    "TallybookError",
    "UnknownCode",
    "Unset",
    "ValidityRule",
    "Variable",
    "Variation",
    "Verdict",
    "WhatIf",
    "diff_rulebooks",
    "diff_trees",
    "format_decimal",
    "load_rulebook",
    "parse_claims",
    "profile_problems",
    "read_claims",
    "score",
    "score_criteria",
    "score_region",
    "standing_of",
]  # fmt: skip
