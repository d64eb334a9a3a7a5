"""Tells Rasa which of our files are whose."""

from __future__ import annotations

from pathlib import Path

from rasa.shared.core.domain import Domain
from rasa.shared.importers.rasa import RasaFileImporter

RASA_FOLDERS = ["data/nlu", "data/rules", "data/stories"]
RESPONSES = Path("data") / "responses"


class SignpostImporter(RasaFileImporter):  # type: ignore[misc]  # Rasa's classes are untyped
    """Wording belongs to the domain, not to the training data: changing a word retrains nothing."""

    def __init__(
        self,
        config_file: str | None = None,
        domain_path: str | None = None,
        training_data_paths: list[str] | str | None = None,
    ) -> None:
        """Narrows Rasa's default `data` to the folders that are training data.

        Args:
            config_file: As Rasa gives it.
            domain_path: As Rasa gives it.
            training_data_paths: As Rasa gives it; anything but the default is left alone.
        """
        paths = [training_data_paths] if isinstance(training_data_paths, str) else training_data_paths
        if paths and [Path(path).name for path in paths] == ["data"]:
            paths = RASA_FOLDERS
        super().__init__(config_file, domain_path, paths)

    def get_domain(self) -> Domain:
        """domain.yml together with every file of data/responses/."""
        domain = super().get_domain()
        for path in sorted(RESPONSES.glob("*.yml")):
            domain = domain.merge(Domain.from_file(str(path)))
        return domain
