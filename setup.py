"""Everything is in pyproject.toml, but one thing: a wheel carries the rulebooks inside the package.

In the repository they lie in rulebooks/, where a lawyer finds them; an installed site has no repository
beside it.
"""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

RULEBOOKS = Path(__file__).parent / "rulebooks"


class BuildWithRulebooks(build_py):
    """Copies rulebooks/ into what is built; an editable installation reads them in place."""

    def run(self) -> None:
        super().run()
        if not self.editable_mode and RULEBOOKS.is_dir():
            shutil.copytree(RULEBOOKS, Path(self.build_lib) / "piagam" / "rulebooks", dirs_exist_ok=True)


setup(cmdclass={"build_py": BuildWithRulebooks})
