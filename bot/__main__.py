"""Makes `python -m bot` work."""

import sys

from bot.cli import main

sys.exit(main())
