"""What must be set before Rasa is imported, in one place for every entry point."""

from __future__ import annotations

import logging
import os
import warnings

ENVIRONMENT = {
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
}


def quiet() -> None:
    """Switches telemetry off and makes Rasa's logs silent: unconfigured, they print what people type."""
    os.environ.update(ENVIRONMENT)
    warnings.filterwarnings("ignore")
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.CRITICAL)
    logging.getLogger("rasa").setLevel(logging.CRITICAL)
    logging.getLogger("rasa_sdk").setLevel(logging.CRITICAL)
