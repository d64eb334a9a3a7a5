"""Writes the version and the hash of the widget's build into the tag that the guide tells hosts to copy."""

from __future__ import annotations

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bot.web.pages import FOLDER, integrity, version

GUIDE = Path("docs") / "widget.md"

if __name__ == "__main__":
    number = version()
    text = GUIDE.read_text(encoding="utf-8")
    text = re.sub(r"/widget/[\d.]+/chat\.js", f"/widget/{number}/chat.js", text)
    build = (FOLDER / "dist" / number / "chat.js").read_bytes()
    GUIDE.write_text(re.sub(r"sha384-[\w+/=]+", integrity(build), text), encoding="utf-8")
