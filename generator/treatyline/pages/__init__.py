"""Which pages a site has, where they stand, and what their templates are given."""

from treatyline.pages.base import Page
from treatyline.pages.outline import Planned, outline
from treatyline.pages.plan import plan

__all__ = ["Page", "Planned", "outline", "plan"]
