"""Which pages a site has, where they stand, and what their templates are given."""

from treatyline.pages.base import ALL_WANTED, Page, Wanted
from treatyline.pages.outline import Planned, outline
from treatyline.pages.plan import plan

__all__ = ["ALL_WANTED", "Page", "Planned", "Wanted", "outline", "plan"]
