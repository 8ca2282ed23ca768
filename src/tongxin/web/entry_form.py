"""The form of an entry as its page shows it: controls with values, what is offered, and errors."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from tongxin.actions.acting import Actor
from tongxin.actions.entry_rows import Names, title_of
from tongxin.engine.kernel.issues import Issue
from tongxin.engine.kernel.quantities import plain_text
from tongxin.engine.kernel.rights import Scope
from tongxin.engine.ledger.drafts import EntryDraft
from tongxin.engine.ledger.kinds import EntryKind, FieldSpec, FieldType, QuantitySpec
from tongxin.store.queries import entry_forms
from tongxin.store.queries.entries import EntryRow
from tongxin.store.queries.entry_forms import BodyOption, PersonOption
from tongxin.store.queries.ties import ties_of
from tongxin.web import wording
from tongxin.web.entry_parsing import BODIES, Reading

AT_ONCE = 5
"""People shown before the rest folds away."""

FEW_CHOICES = 5
"""Choices shown side by side; more become a list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleControl:
    """Choosing people for a role: those chosen, those offered, and a box for other names."""

    name: str
    label: str
    required: bool
    chosen: tuple[PersonOption, ...]
    offered: tuple[PersonOption, ...]
    typed: str
    error: str
    more: tuple[PersonOption, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyControl:
    """Choosing an organisation; near ones stand first."""

    name: str
    label: str
    value: str
    near: tuple[BodyOption, ...]
    others: tuple[BodyOption, ...]
    error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainControl:
    """Any other control, in the words of the form components."""

    name: str
    label: str
    type: str
    value: object
    required: bool = False
    hint: str = ""
    error: str = ""
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryForm:
    """A whole form.

    Attributes:
        kind: its kind.
        people: controls for people, by role.
        behalf: control for the person it is recorded for, where the actor may record for others.
        bodies: controls for organisations.
        fields: controls for coded fields.
        amounts: controls for amounts.
        errors: sentences with the identity of the control they belong to.
    """

    kind: EntryKind
    people: tuple[PeopleControl, ...]
    behalf: PeopleControl | None
    bodies: tuple[BodyControl, ...]
    fields: tuple[PlainControl, ...]
    amounts: tuple[PlainControl, ...]
    reading: Reading
    errors: tuple[tuple[str, str], ...]

    @property
    def unfolded(self) -> bool:
        """Whether the rarely used controls hold something or have an error, so that they must be seen."""
        names = ("happened_to", "title", "place", "on_behalf_of", "names.on_behalf_of")
        return any(self.reading.text(name) or self.error(name) for name in (*names, "evidence"))

    def error(self, name: str) -> str:
        """Return the sentence that belongs to a control, or nothing."""
        return _error(self.reading.issues, name)


def people_controls(actor: Actor, kind: EntryKind, verb: str = "record") -> list[str]:
    """Return the names of the controls that choose people."""
    roles = [f"role.{role.id}" for role in kind.roles]
    return [*roles, "on_behalf_of"] if actor.scope("entry", verb) is Scope.COMMITTEE else roles


def resolve_people(actor: Actor, reading: Reading, controls: Sequence[str]) -> dict[str, list[int]]:
    """Return control → persons, looking typed names up; unknown and ambiguous names become issues."""
    typed = {name: reading.names(f"names.{name}") for name in controls}
    every = {name for names in typed.values() for name in names}
    found = entry_forms.people_by_name(actor.committee, every, actor.at.date())
    people: dict[str, list[int]] = {}
    for control, names in typed.items():
        chosen = reading.numbers(control)
        for name in names:
            matches = [option.id for option in found[name]]
            if len(matches) == 1:
                chosen.extend(pk for pk in matches if pk not in chosen)
            elif not matches:
                reading.refuse("person.not_found", control, name=name)
            elif not set(matches) & set(chosen):
                reading.refuse("person.ambiguous", control, name=name, count=len(matches))
        people[control] = chosen
    _settle(reading, people, typed)
    return people


def _settle(reading: Reading, people: Mapping[str, list[int]], typed: Mapping[str, list[str]]) -> None:
    """Turn the names that were found into chosen people, and leave only the unknown ones in the box."""
    unknown = {(issue.place, issue.params.get("name")) for issue in reading.issues}
    settled: dict[str, list[str]] = {name: list(sent) for name, sent in reading.values.items()}
    for control, chosen in people.items():
        left = [name for name in typed[control] if (control, name) in unknown]
        settled[control] = [str(pk) for pk in chosen]
        settled[f"names.{control}"] = ["、".join(left)]
    reading.values = settled


def initial_values(
    actor: Actor, kind: EntryKind, query: Mapping[str, str], today: date
) -> dict[str, list[str]]:
    """Return what a fresh form holds: today, the recorder, their unit, and what the address asks for."""
    values: dict[str, list[str]] = {"happened_on": [today.isoformat()]}
    if kind.roles and actor.person_id is not None and actor.scope("entry", "record") is not Scope.COMMITTEE:
        values[f"role.{kind.roles[0].id}"] = [str(actor.person_id)]
    if kind.roles and query.get("person"):
        role = kind.roles[min(1, len(kind.roles) - 1)]
        values.setdefault(f"role.{role.id}", []).append(query["person"])
    if "unit" in kind.about:
        units = entry_forms.own_units(actor.person_id, today) or sorted(actor.unit_ids)
        values["unit"] = [str(unit) for unit in units[:1]]
    for part in BODIES:
        if query.get(part):
            values[part] = [query[part]]
    return values


def values_of(
    row: EntryRow, kind: EntryKind, *, hidden: frozenset[str] = frozenset()
) -> dict[str, list[str]]:
    """Return a recorded row as the values of its form; hidden fields stay empty."""
    values: dict[str, list[str]] = {
        "happened_on": [row.happened_on.isoformat()],
        "happened_to": [row.happened_to.isoformat() if row.happened_to else ""],
        # A title that was made of the content is made anew of the corrected content.
        "title": ["" if row.title == _made_title(row, kind) else row.title],
        "text": [row.text],
        "place": [row.place],
        "on_behalf_of": [str(row.on_behalf_of_id)] if row.on_behalf_of_id else [],
        **{part: [str(body.id)] for part, body in row.bodies.items()},
    }
    for part in row.parts:
        values.setdefault(f"role.{part.role}", []).append(str(part.person))
    for spec in kind.fields:
        value = row.fields.get(spec.id, "")
        if spec.id in hidden or value in (False, None):
            value = ""
        items = value if isinstance(value, list) else ["1" if value is True else str(value)]
        values[f"field.{spec.id}"] = [str(item) for item in items]
    for amount in row.amounts:
        if quantity := kind.quantity(amount.name):
            values[f"amount.{amount.name}"] = [_typed_amount(amount.amount, quantity)]
    return values


def _made_title(row: EntryRow, kind: EntryKind) -> str:
    names = Names(
        people={part.person: part.name for part in row.parts},
        bodies={body.id: ("", body.name) for body in row.bodies.values()},
    )
    draft = EntryDraft(
        kind=kind.id,
        happened_on=row.happened_on,
        participants=tuple((part.person, part.role) for part in row.parts),
        **{part: body.id for part, body in row.bodies.items()},  # type: ignore[arg-type]  # parts are its fields
    )
    return title_of(draft, kind, names)


def _typed_amount(amount: Decimal, spec: QuantitySpec) -> str:
    """Return an amount as the form takes it; one that its unit cannot say exactly names its own unit."""
    scaled = amount / spec.factor
    return plain_text(scaled) if scaled * spec.factor == amount else f"{plain_text(amount)}{spec.unit}"


def build_form(
    actor: Actor, kind: EntryKind, reading: Reading, controls: Sequence[str], day: date
) -> EntryForm:
    """Return the form with what it offers.

    Args:
        actor: who fills it in.
        kind: the kind.
        reading: its values, and what was found wrong with them.
        controls: names of the controls that choose people.
        day: today.
    """
    ties = ties_of(actor.person_id, actor.unit_ids, day)
    units = {*actor.unit_ids, *entry_forms.own_units(actor.person_id, day)}
    offered = entry_forms.offered_people(actor.committee, actor.person_id, units, ties, day)
    chosen = _chosen_people(actor, reading, controls, offered, day)
    taken = {option.id for options in chosen.values() for option in options}
    free = [option for option in offered if option.id not in taken]
    namesakes = _namesakes(actor, reading, day)
    parts = [part for part in BODIES if part in kind.about or reading.text(part)]
    bodies = entry_forms.offered_bodies(actor.committee, parts, units | ties.organisations, day)
    labels = {f"role.{role.id}": wording.label(role.label) for role in kind.roles}
    required = {f"role.{role.id}" for role in kind.roles if role.required}
    people = {
        name: _people_control(
            PeopleControl(
                name=name,
                label=labels.get(name, _("Recorded for")),
                required=name in required,
                chosen=tuple(chosen[name]),
                offered=tuple(namesakes.get(name, ())),
                typed=reading.text(f"names.{name}"),
                error=_error(reading.issues, name),
            ),
            free if name != "on_behalf_of" else (),
        )
        for name in controls
    }
    return EntryForm(
        kind=kind,
        people=tuple(control for name, control in people.items() if name != "on_behalf_of"),
        behalf=people.get("on_behalf_of"),
        bodies=tuple(_body_control(part, bodies[part], reading) for part in parts),
        fields=tuple(_field_control(spec, reading) for spec in kind.fields),
        amounts=tuple(_amount_control(spec, reading) for spec in kind.quantities),
        reading=reading,
        errors=_summary(reading.issues, kind),
    )


def _summary(issues: Sequence[Issue], kind: EntryKind) -> tuple[tuple[str, str], ...]:
    """Return each issue's sentence after the name of its control, and the control's identity."""
    labels = {
        "happened_on": _("When"),
        "happened_to": _("Last day"),
        "on_behalf_of": _("Recorded for"),
        "reason": _("Why is it corrected"),
        **{part: body_label(part) for part in BODIES},
        **{f"role.{spec.id}": wording.label(spec.label) for spec in kind.roles},
        **{f"field.{spec.id}": wording.label(spec.label) for spec in kind.fields},
        **{f"amount.{spec.id}": wording.label(spec.label) for spec in kind.quantities},
    }
    return tuple(
        (
            _("%(name)s: %(what)s") % {"name": labels[issue.place], "what": wording.issue(issue)}
            if issue.place in labels
            else wording.issue(issue),
            f"id_{issue.place}" if issue.place else "",
        )
        for issue in issues
    )


def body_label(part: str) -> str:
    """Return the name of the part that an organisation has in an entry."""
    return {
        "unit": _("Liaison unit"),
        "base": _("Base"),
        "enterprise": _("Enterprise"),
        "organisation": _("Organised by"),
    }[part]


def _error(issues: Sequence[Issue], name: str) -> str:
    return " ".join(wording.issue(issue) for issue in issues if issue.place == name)


def _chosen_people(
    actor: Actor, reading: Reading, controls: Sequence[str], offered: Sequence[PersonOption], day: date
) -> dict[str, list[PersonOption]]:
    ids = {pk for name in controls for pk in reading.numbers(name)}
    known = {option.id: option for option in offered}
    if missing := ids - known.keys():
        known |= {option.id: option for option in entry_forms.people_by_id(actor.committee, missing, day)}
    return {name: [known[pk] for pk in reading.numbers(name) if pk in known] for name in controls}


def _namesakes(actor: Actor, reading: Reading, day: date) -> dict[str, list[PersonOption]]:
    """Return control → all who have an ambiguous name typed there, so that the right one can be ticked."""
    ambiguous = [issue for issue in reading.issues if issue.code == "person.ambiguous"]
    names = {str(issue.params["name"]) for issue in ambiguous}
    found = entry_forms.people_by_name(actor.committee, names, day) if names else {}
    offered: dict[str, list[PersonOption]] = {}
    for issue in ambiguous:
        offered.setdefault(issue.place, []).extend(found[str(issue.params["name"])])
    return offered


def _people_control(control: PeopleControl, offered: Sequence[PersonOption]) -> PeopleControl:
    """Add those offered who are not shown yet; the rest of a long list folds away."""
    shown = {option.id for option in (*control.chosen, *control.offered)}
    free = [option for option in offered if option.id not in shown]
    return replace(control, offered=(*control.offered, *free[:AT_ONCE]), more=tuple(free[AT_ONCE:]))


def _body_control(part: str, options: Sequence[BodyOption], reading: Reading) -> BodyControl:
    return BodyControl(
        name=part,
        label=body_label(part),
        value=reading.text(part),
        near=tuple(option for option in options if option.near),
        others=tuple(option for option in options if not option.near),
        error=_error(reading.issues, part),
    )


def _field_control(spec: FieldSpec, reading: Reading) -> PlainControl:
    name = f"field.{spec.id}"
    options = tuple((choice.id, wording.label(choice.label)) for choice in spec.choices)
    value: object = reading.text(name)
    kind = {FieldType.TEXT: "text", FieldType.FLAG: "checkbox", FieldType.DATE: "date"}.get(
        spec.type, "select"
    )
    if spec.type is FieldType.CHOICES:
        kind, value = "checkboxes", [text for text in reading.values.get(name, ()) if text]
    elif spec.type is FieldType.CHOICE and len(options) <= FEW_CHOICES and spec.required:
        kind = "radios"
    elif spec.type is FieldType.CHOICE:
        options = (("", _("Not chosen")), *options)
    return PlainControl(
        name=name,
        label=wording.label(spec.label),
        type=kind,
        value=value,
        required=spec.required,
        error=_error(reading.issues, name),
        options=options,
    )


def _amount_control(spec: QuantitySpec, reading: Reading) -> PlainControl:
    name = f"amount.{spec.id}"
    unit = spec.input_unit or spec.unit
    return PlainControl(
        name=name,
        label=_("%(what)s (%(unit)s)") % {"what": wording.label(spec.label), "unit": unit},
        type="number",
        value=reading.text(name),
        required=spec.required,
        error=_error(reading.issues, name),
    )
