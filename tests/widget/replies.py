"""What the played web channel answers, by what it is told."""

from __future__ import annotations

from typing import Any

OPENING = (
    "I am a computer, not a person. Nobody reads this and nobody is told. In danger now? Ring 999. "
    "Someone may be able to see this screen; a school or work device may record what you type."
)
CONTACTS = [
    {"type": "phone", "value": "0800 1111", "href": "tel:08001111", "hours": "24/7", "says": "any hour", "open_now": True, "free": True, "on_bill": False},
    {"type": "sms", "value": "85258", "href": "sms:85258?body=SHOUT", "hours": "24/7", "open_now": True},
    {"type": "chat", "value": "www.childline.org.uk", "href": "https://www.childline.org.uk/get-support/", "hours": "Mon-Fri 09:00-17:00",
     "says": "closed, opens Monday 09:00", "open_now": False, "opens": "2026-11-23T09:00:00+00:00"},
    {"type": "phone", "value": "0300 000 0000", "open_now": None},
    {"type": "web", "value": "bad.example", "href": "javascript:alert(1)"},
]  # fmt: skip
SERVICE = {
    "id": "childline", "name": "Childline", "kind": "helpline", "description": "For anyone under 19, about anything.",
    "contacts": CONTACTS, "area": "uk", "audiences": ["child"], "source": "https://www.childline.org.uk/x", "checked": "2026-11-20",
    "verified": "2026-11-20", "replaces": [], "cost": "Free.", "only_if": "under 19s", "formerly": "ChildLine",
    "what_happens": ["A counsellor answers.", "You need not give your name."],
}  # fmt: skip
UNTRIED = {**SERVICE, "id": "untried", "name": "Untried line", "verified": None, "what_happens": {"cost": "Free."}}
SESSION = {
    "id": "s1", "name": "Online safety evening", "kind": "session", "description": "For parents.", "contacts": [],
    "area": "nottingham_city", "audiences": ["parent"], "starts": "2026-12-01T18:00:00+00:00", "ends": "2026-12-01T19:00:00+00:00",
    "status": "upcoming", "join": {"platform": "Teams", "how": "by link", "link": "https://meet.example.org/s1", "passcode": "4 2"},
    "calendar": "calendar/s1.ics",
}  # fmt: skip
PAST = {**SESSION, "id": "s0", "name": "Last year's evening", "status": "past"}


def signposts(concern: str, *services: dict[str, Any], sessions: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    """A payload of contract 4.3."""
    return {
        "custom": {
            "type": "signposts",
            "concern": concern,
            "services": list(services),
            "sessions": list(sessions),
            "resources": [],
        }
    }


LIST = (
    "These people can help:\n- Childline: 0800 1111\n  under 19, any hour\n- Online safety evening\nWhere do you live?"
)
BUTTONS = [
    {"title": "Nottingham", "payload": "I live in Nottingham"},
    {"title": "Dudley", "payload": "I live in Dudley"},
]
DANGER = {"custom": {"type": "emergency", "intent": "emergency_danger", "level": "now"}}
HOSTILE = (
    "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>\n\u202eabc\n" + "w" * 2000
)

REPLIES: dict[str, list[dict[str, Any]]] = {
    "hello": [{"text": OPENING, "custom": {"type": "opening"}}, {"text": "Tell me what is wrong.", "buttons": BUTTONS}],
    "only opening": [{"text": OPENING, "custom": {"type": "opening"}}],
    "he is outside": [{"text": "If you are in danger now, ring 999.\nAsk for police."}, DANGER],
    "a second": [{"text": "If you are in danger now, ring 999."}, DANGER],  # answered after that time
    "too many": [{"text": "If you are in danger now, ring 999."}, DANGER, {"text": "You are writing faster than I can read."}],
    "grooming": [
        {"text": "That is not your fault."},
        {"text": LIST, "buttons": BUTTONS},
        signposts("grooming", SERVICE, sessions=(SESSION, PAST)),
    ],
    "untried": [{"text": "These people can help:\n- Untried line: 0800 1111"}, signposts("fraud", UNTRIED)],
    "tracker": [{"text": "Do not remove anything yet."}, signposts("tech_abuse", SERVICE)],
    "empty cards": [{"text": LIST}, signposts("x")],
    "unknown": [{"text": "Words are enough."}, {"custom": {"type": "hologram", "html": "<b>x</b>"}}],
    "unknown only": [{"custom": {"type": "hologram"}}],
    "hostile": [{"text": HOSTILE, "buttons": [{"title": "<b>x</b>", "payload": "x"}]}, signposts("x", {**SERVICE, "name": HOSTILE, "description": HOSTILE})],
    "delete": [{"text": "Cleared here."}, {"custom": {"type": "forgotten"}}],
    "welsh": [{"text": "Mewn perygl nawr? Ffoniwch 999.", "custom": {"type": "text", "lang": "cy"}}],
    "arabic": [{"text": "إذا كنت في خطر الآن", "lang": "ar"}],
    "junk": [{"text": 5}, {"custom": "x"}, {"buttons": "x"}, {"text": "Still here.", "buttons": [None, {"title": 1}]}],
}  # fmt: skip
