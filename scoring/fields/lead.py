"""Lead: who somebody is, and the twelve facts a score is made of. The only list of the features."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, ValidationError

from scoring.errors import InvalidLead, Problem
from scoring.fields.field import Feature, Field, Group, Identity, Quantity, Signal
from scoring.fields.units import DOLLARS, MINUTES, POINTS, YEARS

_UNSEEN = frozenset("\u200b\u2060\ufeff\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def _one_line(text: str) -> str:
    """Return `text` on one line, without characters that would reorder or hide what stands around it."""
    visible = (" " if unicodedata.category(char) == "Cc" else char for char in text if char not in _UNSEEN)
    return " ".join("".join(visible).split())


Line = Annotated[str, AfterValidator(_one_line), StringConstraints(min_length=1)]


class Lead(BaseModel):
    """A lead. Every field may be unknown (None); the identity is never scored.

    A new feature is one more field here and one more column in the training data: the parser, the form, files,
    training and the wording of reasons follow from it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    name: Annotated[
        Line | None,
        Identity(title="Name", hint="As it should stand on the card.", synonyms=("lead", "client", "customer")),
    ] = None
    email: Annotated[
        Line | None,
        Identity(title="E-mail", hint="name@company.com", at_most=254, synonyms=("email", "mail")),
    ] = None
    phone: Annotated[
        Line | None,
        Identity(
            title="Phone",
            hint="With its country code: +1 415 555 0132.",
            at_most=40,
            in_groups=True,
            synonyms=("tel", "mobile"),
        ),
    ] = None
    company: Annotated[
        Line | None,
        Identity(title="Company", hint="Where the lead works or invests from.", synonyms=("firm",)),
    ] = None
    external_id: Annotated[
        Line | None,
        Identity(title="CRM id", hint="The lead's id in your CRM.", at_most=100, synonyms=("id", "crm")),
    ] = None

    age: Annotated[
        int | None,
        Quantity(
            title="Age",
            example=45,
            hint="In years.",
            question="How old is the lead?",
            group=Group.WHO,
            unit=YEARS,
            at_least=18,
            at_most=100,
            synonyms=("aged", "years old", "year old", "years of age"),
        ),
    ] = None
    income: Annotated[
        int | None,
        Quantity(
            title="Income",
            example=250_000,
            hint="Per year, in dollars, before tax.",
            question="What does the lead earn in a year?",
            group=Group.MONEY,
            unit=DOLLARS,
            never_lowers=True,
            synonyms=("salary", "annual income", "yearly income"),
            verbs=("earns", "earn", "earning", "earned", "makes", "make", "making", "brings in", "pulls in"),
        ),
    ] = None
    credit_score: Annotated[
        int | None,
        Quantity(
            title="Credit score",
            example=780,
            hint="FICO.",
            group=Group.MONEY,
            unit=POINTS,
            at_least=300,
            at_most=850,
            never_lowers=True,
            synonyms=("credit", "fico", "fico score"),
        ),
    ] = None
    website_visits: Annotated[
        int | None,
        Quantity(
            title="Website visits",
            example=25,
            hint="Times the lead came to the site.",
            question="How many times did the lead come to the site?",
            group=Group.ENGAGEMENT,
            many="{} website visits",
            one="1 website visit",
            none="no website visits",
            never_lowers=True,
            can_grow=True,
            synonyms=("website visit", "visits", "visit", "site visits", "web visits", "times on site"),
            verbs=("visited", "came", "came to the site", "came to the website", "came by", "came back", "on the site"),
        ),
    ] = None
    email_opens: Annotated[
        int | None,
        Quantity(
            title="E-mail opens",
            example=15,
            hint="E-mails of ours the lead opened.",
            question="How many of our e-mails did the lead open?",
            group=Group.ENGAGEMENT,
            many="{} opened e-mails",
            one="1 opened e-mail",
            none="no opened e-mails",
            never_lowers=True,
            can_grow=True,
            synonyms=(
                "opened e mails",
                "opened e mail",
                "email opens",
                "opens",
                "opened",
                "opened emails",
                "emails opened",
                "mails opened",
                "e mails opened",
            ),
            verbs=("open",),
        ),
    ] = None
    property_views: Annotated[
        int | None,
        Quantity(
            title="Property views",
            example=18,
            hint="Properties the lead looked at.",
            question="How many properties did the lead look at?",
            group=Group.ENGAGEMENT,
            many="{} property views",
            one="1 property view",
            none="no property views",
            never_lowers=True,
            can_grow=True,
            synonyms=(
                "property view",
                "views",
                "properties viewed",
                "listing views",
                "listings viewed",
                "homes viewed",
            ),
            verbs=("viewed", "looked at", "saw", "seen"),
        ),
    ] = None
    contact_attempts: Annotated[
        int | None,
        Quantity(
            title="Contact attempts",
            example=5,
            hint="Times we called or wrote.",
            question="How many times did we call or write?",
            group=Group.ENGAGEMENT,
            many="{} contact attempts",
            one="1 contact attempt",
            none="no contact attempts",
            can_grow=True,
            synonyms=("contact attempt", "contacts", "attempts", "calls", "touches"),
            verbs=("contacted", "called", "reached out", "reach out", "tried to reach", "phoned", "emailed", "texted"),
        ),
    ] = None
    time_on_site_minutes: Annotated[
        int | None,
        Quantity(
            title="Time on site",
            example=60,
            hint="In minutes, all visits together.",
            question="How many minutes did the lead spend on the site?",
            group=Group.ENGAGEMENT,
            unit=MINUTES,
            many="{} minutes on the site",
            one="1 minute on the site",
            none="no time on the site",
            never_lowers=True,
            can_grow=True,
            synonyms=("on site", "on the site", "time", "time on the site", "time spent", "on the website"),
            verbs=("spent", "browsed", "browsing"),
        ),
    ] = None

    inquiry_submitted: Annotated[
        bool | None,
        Signal(
            title="Inquiry submitted",
            hint="Has asked us a question.",
            question="Has the lead sent us an inquiry?",
            yes="an inquiry",
            no="no inquiry so far",
            synonyms=(
                "inquiry",
                "enquiry",
                "inquired",
                "enquired",
                "contact form",
                "web form",
                "inquire",
                "enquire",
                "inquiry sent",
                "asked a question",
            ),
        ),
    ] = None
    financing_pre_approved: Annotated[
        bool | None,
        Signal(
            title="Financing pre-approved",
            hint="A bank has said yes in advance.",
            question="Is financing pre-approved?",
            yes="pre-approved financing",
            no="no pre-approved financing",
            amount=DOLLARS,
            synonyms=(
                "pre approved",
                "preapproved",
                "pre approval",
                "preapproval",
                "pre approved financing",
                "pre approved for financing",
                "pre approval letter",
                "approved for financing",
                "financing approved",
                "financing",
            ),
        ),
    ] = None
    budget_disclosed: Annotated[
        bool | None,
        Signal(
            title="Budget disclosed",
            hint="Has told us what they would invest.",
            question="Has the lead told us a budget?",
            yes="a disclosed budget",
            no="no budget disclosed",
            told=True,
            amount=DOLLARS,
            synonyms=("budget", "disclosed budget", "disclosed a budget", "budget known"),
        ),
    ] = None
    location_preference_set: Annotated[
        bool | None,
        Signal(
            title="Location preference set",
            hint="Knows where they want to buy.",
            question="Does the lead know where to buy?",
            yes="a location preference",
            no="no location preference",
            told=True,
            synonyms=(
                "location",
                "location preference",
                "location set",
                "preferred location",
                "where they want to buy",
                "where he wants to buy",
                "where to buy",
            ),
            verbs=("prefers", "wants to buy in", "looking to buy in"),
        ),
    ] = None

    @property
    def features(self) -> dict[str, int | bool | None]:
        """The features by name, in the order that models and files have them; None where unknown."""
        return {feature.name: getattr(self, feature.name) for feature in FEATURES}

    @property
    def missing(self) -> tuple[Feature, ...]:
        """The features that are unknown."""
        return tuple(feature for feature in FEATURES if getattr(self, feature.name) is None)

    def __repr__(self) -> str:
        """Name the facts known but no value, so that none reaches a log."""
        return f"Lead({', '.join(sorted(self.model_dump(exclude_none=True)))})"

    __str__ = __repr__


_F = TypeVar("_F", bound=Field)


def _fields(kind: type[_F]) -> Iterable[_F]:
    for name, info in Lead.model_fields.items():
        for metadata in info.metadata:
            if isinstance(metadata, kind):
                yield replace(metadata, name=name)


IDENTITY: tuple[Identity, ...] = tuple(_fields(Identity))
FEATURES: tuple[Feature, ...] = tuple(field for field in _fields(Field) if isinstance(field, Feature))
FIELDS: dict[str, Identity | Feature] = {field.name: field for field in (*IDENTITY, *FEATURES)}


def require_complete(lead: Lead, features: tuple[Feature, ...] = FEATURES) -> Lead:
    """Return `lead`, of which all `features` are known.

    Raises:
        InvalidLead: naming every one of them that is unknown.
    """
    if any(getattr(lead, feature.name) is None for feature in features):
        raise InvalidLead((), understood=lead, needed=features)
    return lead


def read_lead(stated: Mapping[str, Any]) -> Lead:
    """Return the lead that `stated` describes by field name, every field optional.

    Raises:
        InvalidLead: naming every wrong field, its value and what is allowed, and holding what was right.
    """
    try:
        return Lead.model_validate(stated)
    except ValidationError as error:
        wrong = {
            str(detail["loc"][0]): _problem(str(detail["loc"][0]), detail["type"], detail["input"])
            for detail in error.errors()
        }
        understood = Lead.model_validate({name: value for name, value in stated.items() if name not in wrong})
        raise InvalidLead(list(wrong.values()), understood=understood) from None


def _problem(name: str, kind: str, value: object) -> Problem:
    field = FIELDS.get(name)
    if field is None:
        return Problem(name, f"“{name}” is not known of a lead")
    if isinstance(field, Quantity) and kind == "greater_than_equal":
        allowed = f"at least {field.write(field.at_least)}"
    elif isinstance(field, Quantity) and kind == "less_than_equal":
        allowed = f"at most {field.write(field.at_most)}"
    else:
        allowed = field.allowed
    return Problem(name, f"{field.title}: {allowed}, not {_quoted(field, value)}", allowed)


def _quoted(field: Identity | Feature, value: object) -> str:
    """Return what was stated as a message has it, however deep it is nested."""
    if isinstance(value, list | tuple | dict):
        return "an object" if isinstance(value, dict) else "a list"
    stated = field.write(value) if isinstance(field, Quantity) and isinstance(value, int) else str(value)
    return f"“{stated[:40]}”"
