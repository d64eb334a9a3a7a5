"""bot/channels/telegram/updates.py: what is read of an update, and what never is."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.updates import MEDIA, SERVICE, Incoming, read

CHAT = {"id": 1001, "type": "private", "first_name": "Sam", "username": "sam"}
FROM = {"id": 1001, "is_bot": False, "first_name": "Sam", "language_code": "cy"}
NAMES = {"first_name", "last_name", "username", "phone_number", "user_id", "vcard", "bio", "title", "photo"}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                [
                    *("update_id", "message", "edited_message", "callback_query", "my_chat_member", "channel_post"),
                    *("chat", "id", "type", "text", "caption", "from", "date", "message_id", "data", "reply_markup"),
                    *("inline_keyboard", "callback_data", "url", "status", "new_chat_member", "media_group_id"),
                    *("photo", "voice", "is_bot", "language_code"),
                ]
            )
            | st.text(max_size=5),
            inner,
            max_size=6,
        )
    ),
    max_leaves=30,
)


class Spy(dict[str, Any]):
    """A part of an update that tells what is read of it."""

    touched: set[str] = set()  # noqa: RUF012  # shared by all parts on purpose

    def __getitem__(self, key: str) -> Any:
        Spy.touched.add(key)
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        """Reads a part, and tells."""
        Spy.touched.add(key)
        return super().get(key, default)


def _spied(value: Any) -> Any:
    if isinstance(value, dict):
        return Spy({key: _spied(item) for key, item in value.items()})
    return [_spied(item) for item in value] if isinstance(value, list) else value


def _message(**more: Any) -> dict[str, Any]:
    return {"update_id": 7, "message": {"message_id": 5, "date": 1_700_000_000, "chat": CHAT, "from": FROM, **more}}


def _read(raw: Any) -> Incoming:
    incoming = read(raw)
    assert incoming is not None
    return incoming


def test_read_text() -> None:
    """A message: where, which, when, what."""
    incoming = _read(_message(text="hello"))

    assert (incoming.kind, incoming.chat, incoming.message, incoming.text) == ("text", 1001, 5, "hello")
    assert (incoming.update, incoming.sent, incoming.language) == (7, 1_700_000_000.0, "cy")


@pytest.mark.parametrize(("field", "kind"), sorted(MEDIA.items()))
def test_read_media(field: str, kind: str) -> None:
    """Each kind of media is known by its name alone."""
    assert _read(_message(**{field: {"file_id": "x"}})).kind == kind


def test_read_caption_is_text() -> None:
    """What stands under a picture is read as what was typed."""
    incoming = _read(_message(photo=[{}], caption="he has a knife"))

    assert (incoming.kind, incoming.text) == ("picture", "he has a knife")


@pytest.mark.parametrize("text", [5, None, [], {}, True])
def test_read_text_that_is_none_is_still_a_message(text: Any) -> None:
    """A person is there: the message is answered although nothing can be read."""
    incoming = _read(_message(text=text))

    assert (incoming.kind, incoming.text) == ("text", None)


def test_read_new_kind_of_message_is_still_a_message() -> None:
    """What Telegram invents tomorrow is answered, too."""
    assert _read(_message(hologram={})).kind == "other"


@pytest.mark.parametrize("field", sorted(SERVICE))
def test_read_telegrams_own_messages_are_nobodys(field: str) -> None:
    """Nobody waits for an answer to a pinned message."""
    assert read(_message(**{field: {}})) is None


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("/start", "start"),
        ("/start ref_12", "start"),
        ("/HELP", "help"),
        ("/999@information_bot", "999"),
        (" /forget ", "forget"),
        ("/help he has a knife", None),
        ("/forget please", None),
        ("/restart", None),
        ("start", None),
        ("/", None),
    ],
)
def test_read_command(text: str, command: str | None) -> None:
    """A command alone is one; with words behind it, it is a message that the guard reads."""
    assert _read(_message(text=text)).command == command


def test_read_edit() -> None:
    """A changed message is marked."""
    raw = {"update_id": 1, "edited_message": _message(text="new")["message"]}

    assert _read(raw).edited


def test_read_button_with_title_and_links() -> None:
    """The press of a button: what it carries, what stands on it, and which links stand beside it."""
    rows = [[{"text": "Derby", "callback_data": "k"}], [{"text": "Site", "url": "https://a.example"}]]
    message = {"message_id": 9, "chat": CHAT, "reply_markup": {"inline_keyboard": rows}}
    incoming = _read({"update_id": 1, "callback_query": {"id": "q", "from": FROM, "data": "k", "message": message}})

    assert (incoming.kind, incoming.query, incoming.data, incoming.title) == ("button", "q", "k", "Derby")
    assert incoming.links == (({"text": "Site", "url": "https://a.example"},),)


def test_read_button_of_a_message_that_is_gone() -> None:
    """Without its message a press still has somebody behind it."""
    incoming = _read({"update_id": 1, "callback_query": {"id": "q", "from": FROM, "data": "k"}})

    assert (incoming.kind, incoming.chat, incoming.message) == ("button", 1001, None)


@pytest.mark.parametrize("kind", ["group", "supergroup", "channel"])
def test_read_group(kind: str) -> None:
    """Whatever is said in a group, only that it is one is read."""
    raw = _message(text="hello")
    raw["message"]["chat"] = {"id": -5, "type": kind, "title": "Us"}

    assert _read(raw) == Incoming(kind="group", chat=-5, update=7, language="cy")


@pytest.mark.parametrize(
    ("chat", "status", "kind"),
    [
        ({"id": 1001, "type": "private"}, "kicked", "blocked"),
        ({"id": 1001, "type": "private"}, "member", None),
        ({"id": -5, "type": "group"}, "member", "group"),
        ({"id": -5, "type": "channel"}, "administrator", "group"),
        ({"id": -5, "type": "group"}, "left", None),
        ({"id": -5, "type": "group"}, "kicked", None),
    ],
)
def test_read_membership(chat: dict[str, Any], status: str, kind: str | None) -> None:
    """Blocked by a person, added to a group; the rest asks for nothing."""
    incoming = read({"update_id": 1, "my_chat_member": {"chat": chat, "new_chat_member": {"status": status}}})

    assert (incoming.kind if incoming else None) == kind


def test_read_other_bots_are_not_answered() -> None:
    """Two bots would talk for ever."""
    raw = _message(text="hello")
    raw["message"]["from"] = {**FROM, "is_bot": True}

    assert read(raw) is None


def test_read_never_touches_a_name() -> None:
    """Names, user names, numbers and what media hold are not even looked at."""
    Spy.touched.clear()
    contact = {"phone_number": "07700 900000", "first_name": "Ann", "user_id": 4, "vcard": "x"}
    for raw in (
        _message(text="hello"),
        _message(contact=contact),
        _message(photo=[{"file_id": "f"}], caption="x"),
        {"update_id": 1, "callback_query": {"id": "q", "from": FROM, "data": "k", "message": {"chat": CHAT}}},
        {"update_id": 1, "my_chat_member": {"chat": CHAT, "from": FROM, "new_chat_member": {"status": "member"}}},
    ):
        read(_spied(raw))

    assert "chat" in Spy.touched
    assert Spy.touched & (NAMES | {"file_id"}) == set()


def test_read_keeps_no_name() -> None:
    """Nothing of a name is left in what goes on."""
    assert "Sam" not in repr(read(_message(text="hello")))


@given(JSON)
def test_read_any_json_does_not_raise(raw: Any) -> None:
    """Malformed, unknown or hostile: read or left, never an error."""
    incoming = read(raw)

    assert incoming is None or isinstance(incoming.chat, int)


@given(st.dictionaries(st.sampled_from([*MEDIA, "text", "caption", "from", "date", "message_id", "odd"]), JSON))
def test_read_whatever_a_person_sends_is_seen(content: dict[str, Any]) -> None:
    """In a private chat every message is somebody's, whatever is wrong with it."""
    sender = content.get("from")
    incoming = read({"message": {**content, "chat": CHAT}})

    assert incoming is not None or (isinstance(sender, dict) and sender.get("is_bot") is True)
