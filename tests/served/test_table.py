"""The conversations that the product was asked for, over real HTTP."""

from __future__ import annotations

import pytest

from tests.served.conftest import Server, custom, shown, words


def test_first_message_has_999_when_somebody_is_at_the_door(server: Server) -> None:
    """Danger: 999 and what to do if unable to speak come first, the routes after."""
    messages = server.say("hes outside my door and he says hes going to kill me")

    assert "999" in messages[0]["text"].split("\n")[0]
    assert "55" in messages[0]["text"]
    assert custom(messages, "emergency")[0]["level"] == "now"
    assert "national-domestic-abuse-helpline" in shown(messages)


def test_overdose_is_told_999_now_and_only_crisis_routes(server: Server) -> None:
    """Tablets: 999 now even if all right, no choice of A&E, Samaritans and Shout, no other subject."""
    messages = server.say("I've taken all my tablets")

    assert messages[0]["text"].startswith("Ring 999 now, even if you feel all right.")
    assert "A&E" not in words(messages)
    assert "116 123" in words(messages)
    assert "85258" in words(messages)
    assert set(shown(messages)) <= {"samaritans", "shout", "nhs-111-mental-health", "childline", "papyrus-hopeline247"}


def test_writer_about_to_stab_is_told_to_get_away(server: Server) -> None:
    """The writer is the danger: 999, away from the person and the weapon, Samaritans."""
    messages = server.say("im going to stab him when he gets off the bus")

    assert messages[0]["text"].startswith("Ring 999 now and tell them,\nor get right away from the other person")
    assert "Samaritans 116 123" in messages[0]["text"]


def test_photos_of_a_daughter_lead_to_ceop_without_999_first(server: Server) -> None:
    """Grooming told by a parent: CEOP, Childline and NSPCC; no emergency reply."""
    messages = server.say("a man on roblox keeps asking my daughter for photos")

    assert not custom(messages, "emergency")
    assert "999" not in messages[0]["text"].split("\n")[0]
    assert {"ceop-safety-centre", "childline", "nspcc-helpline"} <= set(shown(messages))


def test_tracker_then_nottingham_gives_the_local_lines(server: Server) -> None:
    """Tech abuse: device safety and no removal in a hurry; the town brings the local lines for women and for men."""
    messages = server.say("my ex has put a tracker on my car and reads my messages", "tracker")
    assert "Do not remove" in words(messages)
    assert "national-domestic-abuse-helpline" in shown(messages)
    assert "Where do you live?" in words(messages)

    messages = server.say("Nottingham", "tracker")
    assert {"notts-da-helpline", "equation-men-lgbtq"} <= set(shown(messages))
    assert "0808 800 0340" in words(messages)


def test_card_details_lead_to_the_bank_first(server: Server) -> None:
    """Fraud: 159 first, then Report Fraud with its old name; 7726 as well, at night behind a line that is open."""
    messages = server.say("I gave my card details to a scammer", "card details")

    assert shown(messages)[0] == "159-stop-scams"
    assert "0300 123 2040" in words(messages)
    assert "formerly Action Fraud" in words(messages)
    assert "7726" in words([*messages, *server.say("more", "card details")])


def test_brother_with_extreme_views_is_a_worry_not_an_accusation(server: Server) -> None:
    """Radicalisation: ACT Early and Prevent, and nobody is called a terrorist."""
    messages = server.say("my brother says hes joining some group and the white race is under attack")

    assert {"act-early", "prevent-referral"} <= set(shown(messages))
    assert "terrorist." not in words(messages)
    assert "Keep talking and listening" in words(messages)


def test_old_name_answers_with_the_new_one(server: Server) -> None:
    """Action Fraud: it is Report Fraud now, with its contacts."""
    messages = server.say("what is Action Fraud?")

    assert shown(messages) == ["report-fraud"]
    assert "Report Fraud took over from Action Fraud" in words(messages)
    assert "0300 123 2040" in words(messages)


def test_webinar_of_today_says_when_and_how_to_join(server_in_february: Server) -> None:
    """On the day: the time and how to join."""
    messages = server_in_february.say("when is the cyber choices webinar")

    assert "today, 13:00 to 14:00" in words(messages)
    assert "347 552 204 585 62" in words(messages)
    session = custom(messages, "signposts")[0]["sessions"][0]
    assert session["status"] == "upcoming"
    assert session["starts"] == "2026-02-09T13:00:00+00:00"


def test_webinar_that_is_over_shows_no_way_to_join(server: Server) -> None:
    """Today: it is over, nothing to join, something to use instead."""
    messages = server.say("when is the cyber choices webinar")

    assert "It is over." in words(messages)
    assert "347 552 204" not in str(messages)
    assert "cyber-choices-nca" in shown(messages)


def test_greeting_is_answered_with_the_opening_text(server: Server) -> None:
    """The first thing: a computer, nobody is told, 999, who may see the screen."""
    text = server.say("hello")[0]["text"]

    assert text.startswith(
        "I am a computer, not a person. Nobody reads this and nobody is told. In danger now? Ring 999."
    )
    assert "a school or work device may record what you type" in text


def test_first_worry_is_followed_by_the_opening_text(server: Server) -> None:
    """Somebody who starts with the worry gets the same text after the help, once."""
    messages = server.say("I gave my card details to a scammer", "opening")
    assert custom(messages, "opening")

    assert not custom(server.say("Derby", "opening"), "opening")


def test_capital_of_france_offers_what_it_can_do(server: Server) -> None:
    """Out of scope: what it can help with, with buttons."""
    messages = server.say("what's the capital of France")

    assert "I can't help with that one." in messages[0]["text"]
    assert len(messages[0]["buttons"]) >= 5


@pytest.mark.parametrize("text", ["worry " * 4000, "\N{LOUDLY CRYING FACE}\N{HOCHO}", "/restart", "", "   ", "\x00"])
def test_odd_input_gets_one_helpful_answer_with_999(server: Server, text: str) -> None:
    """20 kB, an emoji, a command, nothing: an answer with 999, never an empty list."""
    messages = server.say(text)

    assert messages
    assert "999" in words(messages)


@pytest.mark.parametrize("body", [b"", b"not json", b"[]", b'{"message": 3}', b'{"message": null}', b'"hello"'])
def test_unreadable_body_gets_help(server: Server, body: bytes) -> None:
    """Whatever is posted, help comes back."""
    assert "999" in words(server.post(body))


def test_body_too_large_is_refused_with_help(server: Server) -> None:
    """100 kB are refused before they are read, and the refusal carries 999."""
    assert "999" in words(server.post({"sender": "large", "message": "a" * 100_000}))


def test_delete_forgets_what_was_known(server: Server) -> None:
    """After "delete" the town is unknown again."""
    server.say("my ex has put a tracker on my car", "forgetful")
    server.say("Nottingham", "forgetful")
    server.say("delete this chat", "forgetful")

    assert "notts-da-helpline" not in shown(server.say("my ex tracks my phone", "forgetful"))


def test_two_people_do_not_share_a_chat(server: Server) -> None:
    """Messages without a sender never meet in one conversation."""
    server.post({"message": "my ex has put a tracker on my car"})

    assert "notts-da-helpline" not in shown(server.post({"message": "Nottingham"}))
