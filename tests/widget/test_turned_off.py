"""docs/turning-it-off.md: what a host's page shows when the widget's server is gone before the page is opened."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from tests.widget.played import Server


def test_turned_off_server_leaves_the_plain_html_of_the_element(browser: Browser, server: Server) -> None:
    """That is why the guide asks hosts to give the chat a place with 999 in it."""
    page = browser.new_page()
    page.route(f"{server.url}/**", lambda route: route.abort())
    page.goto(f"{server.host}/host/placed.html")

    expect(page.locator("online-harms-chat")).to_contain_text("Ring 999.")
    expect(page.get_by_role("textbox")).to_have_count(0)
    page.close()


def test_turned_off_server_leaves_nothing_where_the_host_has_only_the_tag(browser: Browser, server: Server) -> None:
    """The truth that the runbook has to tell; the page itself is unharmed."""
    page = browser.new_page()
    page.route(f"{server.url}/**", lambda route: route.abort())
    page.goto(f"{server.host}/host/one-tag.html")

    expect(page.get_by_role("heading").first).to_be_visible()
    expect(page.get_by_role("button", name="Help finding support")).to_have_count(0)
    page.close()
