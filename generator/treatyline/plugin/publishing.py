"""`mkdocs build` and `mkdocs gh-deploy` that replace a site whole or not at all.

MkDocs empties its output folder first, and aborts a strict build last: the site is made elsewhere, and put in place
once all of that is over.
"""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from treatyline.staging import Staging, StagingError, explain

log = get_plugin_logger("treatyline")


class Publication:
    """One build whose site is to be published. It is published in the end if it `is_whole`."""

    def __init__(self, config: MkDocsConfig, *, overwrite: bool) -> None:
        """Let MkDocs build elsewhere. Raises PluginError where that cannot be."""
        try:
            self._staging = Staging.begin(Path(config.site_dir), overwrite=overwrite)
        except StagingError as error:
            raise PluginError(str(error)) from error
        self._config, self._site_dir = config, config.site_dir
        self.is_whole = False
        config.site_dir = str(self._staging.build)
        if self._staging.in_place:
            log.info(f"the site is built in place: {self._staging.in_place}")

    def fail(self, error: Exception) -> None:
        """The build has failed. Raises PluginError with plain words where the system refused to write the site."""
        self.is_whole = False
        if isinstance(error, OSError) and self._is_about_the_site(error):
            raise PluginError(f"the site cannot be written: {explain(error, in_place=bool(self._staging.in_place))}")

    def end(self) -> None:
        """Put the site in place if it is whole; drop it if not. Raises PluginError where the system refuses."""
        self._config.site_dir = self._site_dir  # `mkdocs gh-deploy` goes on with it
        try:
            if self.is_whole:
                self._staging.publish()
        except StagingError as error:
            raise PluginError(str(error)) from error
        finally:
            self._staging.discard()

    def _is_about_the_site(self, error: OSError) -> bool:
        """Whether it names a file of the site, or none: where writing fails, the system names no file."""
        names = [str(name) for name in (error.filename, error.filename2) if name is not None]
        if not names:
            return error.errno is not None
        return any(Path(name).is_relative_to(self._staging.build) for name in names)
