"""The shapes of the directory: what a file under data/directory/ may say.

Field names are those of Open Referral UK (HSDS-UK 3.0) wherever it has the field: `organization`, `name`,
`alternate_name`, `description`, `url`, `status`, `minimum_age`, `maximum_age`, `alert`, `assured_date`.
Ours stand beside them: what kind of contact, which hours, for whom, about what, where.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Literal, get_args

import msgspec

ServiceKind = Literal[
    "emergency",
    "helpline",
    "reporting_route",
    "police",
    "safeguarding_team",
    "support_service",
    "platform_safety_centre",
]
Kind = Literal[
    ServiceKind,
    "resource",
    "training",
    "policy",
    "law",
    "session",
]
SERVICE_KINDS = frozenset(get_args(ServiceKind))  # somebody to turn to, not something to read
ContactType = Literal["phone", "sms", "textphone", "video_relay", "chat", "email", "web", "app"]
Audience = Literal["child", "parent", "adult", "older_adult", "professional", "business"]
Status = Literal["active", "unverified", "closed", "past"]
Confidence = Literal["high", "medium", "low"]
Moment = Annotated[dt.datetime, msgspec.Meta(tz=True)]


class Model(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """Common ground: immutable, and an unknown field is a mistake, not a surprise."""


class Contact(Model, frozen=True, kw_only=True):
    """One way to reach a service.

    Attributes:
        type: The channel; decides how `href` is made.
        value: What a person dials, texts or opens, as it should be read ("0800 1111").
        hours: When somebody answers, in the form of `bot.hours` ("24/7", "Mon-Fri 09:00-17:00"), in UK time.
            Absent: not known, and the reply says so.
        hours_note: What the hours leave out, in a few words ("longer waits at night").
        hours_confidence: How sure the facts are of the hours.
        label: What tells this contact from the others ("out of hours", "under 16s").
        how: What to do beyond dialling ("text SHOUT", "choose option 2").
        free: True if the facts say that it costs nothing.
        on_bill: True if it may be seen on a phone bill, False if the facts say it is not.
        verified_by, verified_on: Who rang or opened this contact, and when; empty until a person has.
    """

    type: ContactType
    value: str
    hours: str | None = None
    hours_note: str | None = None
    hours_confidence: Confidence | None = None
    label: str | None = None
    how: str | None = None
    free: bool | None = None
    on_bill: bool | None = None
    verified_by: str | None = None
    verified_on: dt.date | None = None


class WhatHappens(Model, frozen=True, kw_only=True):
    """What somebody can expect who gets in touch. Only what the facts or the nature of the service settle.

    Attributes:
        cost: What it costs to get in touch. Left out: said from the contact's `free`.
        needs_name: Whether a name, an account or contact details are needed.
        recorded: Whether calls are recorded.
        limits_of_confidentiality: When they would tell police, parents, school or social care.
        asked_first: What they ask at the start.
        afterwards: What follows, or what does not.
    """

    cost: str | None = None
    needs_name: str | None = None
    recorded: str | None = None
    limits_of_confidentiality: str | None = None
    asked_first: str | None = None
    afterwards: str | None = None


class Join(Model, frozen=True, kw_only=True):
    """How to get into an online session. Never shown once the session is over.

    Attributes:
        platform: Such as Microsoft Teams.
        how: What to do, in a sentence.
        meeting_id, passcode: As the organiser gives them.
        link: The address to join at.
        register: The address to sign up at.
    """

    platform: str
    how: str
    meeting_id: str | None = None
    passcode: str | None = None
    link: str | None = None
    register: str | None = None


class Event(Model, frozen=True, kw_only=True):
    """When a session takes place, who runs it, and how to join.

    Attributes:
        starts, ends: With the offset, like 2026-11-20T10:00:00+00:00 (+01:00 in British summer time).
        provider: Who runs it.
        speakers: By name and post.
        topics: What it is about; people find it by these words.
        audience_note: Whom the organiser invites, in their words.
        join: How to get in.
    """

    starts: Moment
    ends: Moment
    provider: str
    speakers: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    audience_note: str | None = None
    join: Join | None = None


class Entry(Model, frozen=True, kw_only=True):
    """One service, session, course, document, law or platform page.

    Attributes:
        id: Stable id, in small letters with hyphens, the same as in the facts that it came from.
        name: As people should read it.
        kind: What it is; decides where a card stands.
        description: What it does for whom, in one or two plain sentences (reading age 9 to 11).
        url: Its own page.
        contacts: Every way to reach it.
        alternate_name: Other names by which people ask for it.
        formerly: The name that most people still know it by; said beside the new one.
        areas: Where it serves, ids of data/directory/areas.yml.
        audiences: Whom it is for; empty means anybody.
        minimum_age, maximum_age: In whole years, both inclusive; a hard filter.
        concerns: Intents that it helps with.
        only_if: Words of who fits, where a service is for some people only ("women", "LGBT+ people").
        status: `active`; `unverified` is shown as "check first", never alone; `closed` and `past` never as current.
        replaces: Ids of the facts that this entry stands in for.
        replaced_by: Ids to offer when somebody asks for this entry and it is closed or past.
        confidence: How sure the facts are of name, number and address.
        caveat: What to know before relying on it.
        cost: What it costs, such as "free".
        language: If it is not English.
        what_happens: What to expect on getting in touch.
        event: When and how, if it is a session.
        alert: A notice about a change, shown with the entry.
        extent, in_force: For a law: where it holds, and since when.
        year, level, format, role, address, topics: What the document says of itself.
        evidence: Pages that the facts rest on; "(unverified)" is said, not hidden.
        assured_date: The day on which the facts were last put together.
        verified_by, verified_on: The person who rang or opened every contact of it, and when; empty until somebody has.
        source: The document that named it.
    """

    id: str
    name: str
    kind: Kind
    description: str
    areas: tuple[str, ...]
    source: str
    assured_date: dt.date
    alternate_name: tuple[str, ...] = ()
    formerly: str | None = None
    url: str | None = None
    audiences: tuple[Audience, ...] = ()
    concerns: tuple[str, ...] = ()
    contacts: tuple[Contact, ...] = ()
    only_if: str | None = None
    minimum_age: int | None = None
    maximum_age: int | None = None
    status: Status = "active"
    confidence: Confidence = "high"
    replaces: tuple[str, ...] = ()
    replaced_by: tuple[str, ...] = ()
    alert: str | None = None
    caveat: str | None = None
    cost: str | None = None
    extent: str | None = None
    in_force: str | None = None
    language: str | None = None
    year: int | None = None
    level: int | None = None
    format: str | None = None
    role: str | None = None
    address: str | None = None
    topics: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    what_happens: WhatHappens | None = None
    event: Event | None = None
    verified_by: str | None = None
    verified_on: dt.date | None = None

    @property
    def short_name(self) -> str:
        """The name without what stands in brackets, unless only one word is left, which may mean anything."""
        bare = re.sub(r" \([^)]*\)", "", self.name)
        return bare if " " in bare else self.name


class Organization(Model, frozen=True, kw_only=True):
    """Who runs the entries of a file.

    Attributes:
        id: Stable id.
        name: As people know it.
        description: What it is, in a sentence.
        url: Its website.
    """

    id: str
    name: str
    description: str | None = None
    url: str | None = None


class DirectoryFile(Model, frozen=True, kw_only=True):
    """One file under data/directory/: an organization and all that it offers, or a topic such as laws.

    Attributes:
        organization: Whose entries these are.
        entries: The entries, one after the other.
    """

    organization: Organization
    entries: tuple[Entry, ...]


class Origin(Model, frozen=True, kw_only=True):
    """Where an entry was read from, and whose it is."""

    file: str
    organization: Organization
