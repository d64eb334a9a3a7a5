"""Runs the actions inside the server process: no second server to start, to wait for, or to lose."""

from __future__ import annotations

from typing import Any

from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor

PACKAGE = "actions"


class ActionsError(RuntimeError):
    """The actions cannot be imported."""


class LocalActions(EndpointConfig):  # type: ignore[misc]  # Rasa's classes are untyped
    """An action endpoint whose requests never leave the process."""

    def __init__(self, package: str = PACKAGE) -> None:
        """Imports the actions.

        Args:
            package: Every Action in its modules is registered.

        Raises:
            ActionsError: If one of them cannot be imported.
        """
        super().__init__(url="inprocess://actions")
        self._executor = ActionExecutor()
        try:
            self._executor.register_package(package)
        except SystemExit as error:  # rasa_sdk ends the process; here that would be the answers of last resort, too
            raise ActionsError(f"{package}: cannot be imported ({error.__context__}); mend it.") from error

    async def request(
        self,
        method: str = "post",
        subpath: str | None = None,
        content_type: str | None = "application/json",
        compress: bool = False,
        **kwargs: Any,
    ) -> Any:
        """Runs the action that Rasa asks for and returns its events and responses."""
        return await self._executor.run(kwargs["json"])
