"""Measures what a person waits: from pressing Enter to the answer on the screen, in Chromium, against the real server.

`.venv/bin/python -m scripts.measure_widget` prints p50 and p95 over the words of tests/messages.
"""

from __future__ import annotations

import random
import statistics
import sys
from pathlib import Path

import yaml
from playwright.sync_api import Page

from scripts.served import served
from tests.browser import open_browser

TURNS = 200
A_CHAT = 10  # turns; below the rate limit of one chat
# From the key to the second frame after the reply was put on the page: then it is painted.
TIMER = """() => {
  const root = document.querySelector("online-harms-chat").shadowRoot, log = root.querySelector(".log");
  window.took = [];
  let began = 0;
  const now = () => performance.now();
  const answers = ({ addedNodes }) => [...addedNodes].some((node) => node.classList?.contains("reply"));
  root.addEventListener("keydown", (event) => { if (event.key === "Enter") began = now(); }, true);
  new MutationObserver((changes) => {
    if (!began || !changes.some(answers)) return;
    const start = began;
    began = 0;
    requestAnimationFrame(() => requestAnimationFrame(() => window.took.push(now() - start)));
  }).observe(log, { childList: true });
}"""


def _words() -> list[str]:
    found: list[str] = []
    for path in sorted(Path("tests/messages").glob("*.yml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        texts = content.get("messages", content) if isinstance(content, dict) else content
        found += [str(one["text"] if isinstance(one, dict) else one) for one in texts]
    return random.Random(6).sample(found, min(TURNS, len(found)))  # noqa: S311  # the same every time


def _chat(page: Page, url: str, words: list[str]) -> list[float]:
    page.goto(url)
    page.evaluate(TIMER)
    box = page.get_by_role("textbox")
    for number, text in enumerate(words, 1):
        box.fill(text)
        box.press("Enter")
        page.wait_for_function("(number) => window.took.length >= number", arg=number, timeout=9000)
        page.wait_for_timeout(250)
    took: list[float] = page.evaluate("window.took")
    return took


def main() -> None:
    """Prints the two numbers."""
    words = _words()
    took: list[float] = []
    with served() as url, open_browser() as browser:
        for start in range(0, len(words), A_CHAT):
            page = browser.new_page()
            took += _chat(page, url, words[start : start + A_CHAT])
            page.close()
    cuts = statistics.quantiles(took, n=20)
    sys.stdout.write(f"{len(took)} turns: p50 {statistics.median(took):.0f} ms, p95 {cuts[-1]:.0f} ms\n")


if __name__ == "__main__":
    main()
