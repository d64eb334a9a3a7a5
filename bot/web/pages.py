"""The pages and files of the widget: plain HTML that works without JavaScript, and the one script."""

from __future__ import annotations

import base64
import hashlib
import html
import json
from collections.abc import Callable, Coroutine
from pathlib import Path
from string import Template
from typing import Any

from sanic import Blueprint, response
from sanic.exceptions import NotFound
from sanic.request import Request
from sanic.response import HTTPResponse

from bot import clock, signoff
from bot.web.settings import Settings
from bot.words import languages

FOLDER = Path("bot") / "widget"
NOTICE = Path("docs") / "privacy" / "notice.md"
LANGUAGES = ("en", *sorted({path.stem for path in (FOLDER / "strings").glob("*.json")} - {"en"}))
DAY = 24 * 3600
HTML = "text/html; charset=utf-8"
SCRIPT = "text/javascript; charset=utf-8"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors "
)
HEADERS = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff"}


def version() -> str:
    """The widget's version, which names the folder of its build."""
    return str(json.loads((FOLDER / "package.json").read_bytes())["version"])


def integrity(build: bytes) -> str:
    """What a page's `integrity` attribute must say of a build."""
    return "sha384-" + base64.b64encode(hashlib.sha384(build).digest()).decode()


def _words(language: str) -> dict[str, Any]:
    words = json.loads((FOLDER / "strings" / f"{language}.json").read_bytes())
    return {name: html.escape(text) if isinstance(text, str) else text for name, text in words.items()}


def _contact(settings: Settings, words: dict[str, Any]) -> str:
    if not settings.contact_name:
        return ""
    link = f'<a href="{html.escape(settings.contact_href)}">{html.escape(settings.contact_name)}</a>'
    return f"<li>{words['contact']} {link}</li>"


def _setting(name: str, value: str) -> str:
    return f' data-{name}="{html.escape(value)}"' if value else ""


def _demonstration(settings: Settings, words: dict[str, Any]) -> str:
    """Says so until all have signed and the host names its contact, as the widget does."""
    signed = signoff.read().complete(clock.now().date())
    return "" if signed and settings.contact_name else f'<p class="note">{words["demonstration"]}</p>'


def _notice() -> str:
    """The privacy notice: one text for the page and for whoever reads the papers."""
    import markdown  # when first asked for: the guard answers before that

    return str(markdown.markdown(NOTICE.read_text(encoding="utf-8")))


def render(page: str, language: str, settings: Settings) -> str:
    """Fills a page's template.

    Args:
        page: demo, chat, tracks or privacy.
        language: One of LANGUAGES; the demo and the privacy notice are in English.
        settings: For the host's safeguarding contact.

    Returns:
        HTML that needs no script to show 999 and the helplines.
    """
    words = _words(language)
    lines = "".join(f"<li>{html.escape(line)}</li>" for line in words["lines"])
    element = (
        f'lang="{language}"{_setting("lang", language)}{_setting("drafts", "1" if languages.drafts() else "")}'
        f"{_setting('contact-name', settings.contact_name)}{_setting('contact-href', settings.contact_href)}"
    )
    body = FOLDER / "pages" / (f"{page}.{language}.html" if page == "tracks" else f"{page}.html")
    host = _contact(settings, words)
    more = {"lines": lines + host, "host": host, "element": element, "language": language}
    more |= {"demonstration": _demonstration(settings, words), "notice": _notice() if page == "privacy" else ""}
    more["head"] = (FOLDER / "pages" / "head.html").read_text(encoding="utf-8").rstrip()
    filled = Template(body.read_text(encoding="utf-8")).substitute(words, **more)
    if page == "demo":  # it looks like a site of its own
        return filled
    layout = Template((FOLDER / "pages" / "layout.html").read_text(encoding="utf-8"))
    return layout.substitute(words, **more, body=filled)


def _language(request: Request) -> str:
    asked = request.args.get("lang", "")
    return asked if asked in LANGUAGES[1:] and languages.approved(asked) else LANGUAGES[0]


def _framed(settings: Settings) -> str:
    return " ".join(["'self'", *sorted(settings.origins)])


def _page(text: str, framed: str) -> HTTPResponse:
    return response.raw(
        text.encode(), content_type=HTML, headers={**HEADERS, "Content-Security-Policy": POLICY + framed}
    )


def _file(path: Path, kind: str, cache: str) -> HTTPResponse:
    """A file that any site may load: that is what an `integrity` attribute needs."""
    headers = {
        "Cache-Control": cache,
        "Access-Control-Allow-Origin": "*",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "X-Content-Type-Options": "nosniff",
    }
    return response.raw(path.read_bytes(), content_type=kind, headers=headers)


def add_pages(routes: Blueprint, settings: Settings, demo: bool) -> None:
    """Puts the pages onto a blueprint.

    Args:
        routes: Without a prefix of its own.
        settings: Which sites may frame the full page, and whom it names.
        demo: True for the demo page at "/", which `rasa run` keeps for itself.
    """

    async def full_page(request: Request) -> HTTPResponse:
        return _page(render("chat", _language(request), settings), _framed(settings))

    async def tracks(request: Request) -> HTTPResponse:
        return _page(render("tracks", _language(request), settings), "'none'")

    def english(page: str) -> Callable[[Request], Coroutine[Any, Any, HTTPResponse]]:
        async def show(request: Request) -> HTTPResponse:
            return _page(render(page, LANGUAGES[0], settings), "'none'")

        return show

    _add_files(routes)
    routes.add_route(full_page, "/widget/page", methods=["GET"], name="widget_page")
    routes.add_route(tracks, "/widget/tracks", methods=["GET"], name="widget_tracks")
    routes.add_route(english("privacy"), "/widget/privacy", methods=["GET"], name="widget_privacy")
    if demo:
        routes.add_route(english("demo"), "/", methods=["GET"], name="demo")


def _add_files(routes: Blueprint) -> None:
    """The script, in every version that was built, and the styles."""

    async def newest(request: Request) -> HTTPResponse:
        return _file(FOLDER / "dist" / version() / "chat.js", SCRIPT, "no-cache")

    async def one_version(request: Request, number: str) -> HTTPResponse:
        builds = {path.parent.name: path for path in (FOLDER / "dist").glob("*/chat.js")}
        if number not in builds:
            raise NotFound("No such version.")
        return _file(builds[number], SCRIPT, f"public, max-age={365 * DAY}, immutable")

    async def styles(request: Request) -> HTTPResponse:
        return _file(FOLDER / "pages" / "site.css", "text/css; charset=utf-8", "no-cache")

    routes.add_route(newest, "/widget/chat.js", methods=["GET"], name="widget_script")
    routes.add_route(one_version, "/widget/<number:str>/chat.js", methods=["GET"], name="widget_version")
    routes.add_route(styles, "/widget/site.css", methods=["GET"], name="widget_styles")
