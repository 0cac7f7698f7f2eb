"""Whole nations with NumPy (`pip install tallybook[fast]`): the same integers, the same places, milliseconds.

nation = Nation.from_claims(rulebook, claims)
result = nation.sums().result()
result.hundredths, result.ranks["kota"]
"""

from tallybook.fast.formula import Formula, NotLinear
from tallybook.fast.nation import Nation
from tallybook.fast.sums import NationResult, Sums

__all__ = ["Formula", "Nation", "NationResult", "NotLinear", "Sums"]
