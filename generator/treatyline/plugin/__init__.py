"""The MkDocs adapter: turns MkDocs' events into calls of the core, and planned pages into MkDocs' files.

The only package that knows MkDocs, and thin: what it does is done elsewhere.
"""

from treatyline.plugin.hooks import TreatylinePlugin

__all__ = ["TreatylinePlugin"]
