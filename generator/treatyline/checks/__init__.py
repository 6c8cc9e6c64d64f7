"""The checks that validation runs once the files are read."""

from treatyline.checks.across import COLLECTION_CHECKS
from treatyline.checks.base import Entry, Finding, Setting
from treatyline.checks.within import DEPEND_ON_THE_DAY, ENTRY_CHECKS

__all__ = ["COLLECTION_CHECKS", "DEPEND_ON_THE_DAY", "ENTRY_CHECKS", "Entry", "Finding", "Setting"]
