"""A paper that becomes one of another kind: what it says there, without anybody typing it again."""

from collections.abc import Mapping

from tongxin.engine.ledger.validation import field_issues
from tongxin.engine.proceedings.rules import Move
from tongxin.engine.proceedings.submissions import Submission, SubmissionForm, SubmissionRules


def becomes(move: Move, said: Mapping[str, object]) -> str:
    """Return the kind of papers that a paper becomes by a move, or nothing.

    Args:
        move: the move.
        said: all that was said with the moves in force, this one included.
    """
    rule = move.becomes
    if rule is None:
        return ""
    when = rule.when
    return rule.workflow if when is None or str(said.get(when.field, "")) in when.values else ""


def carried(paper: Submission, rules: SubmissionRules) -> Submission:
    """Return a paper as one of another kind: parts, answers and declarations that both kinds have.

    Parts that the other kind does not have are added to its first one, so that no text is lost.

    Args:
        paper: the paper.
        rules: what papers of the other kind consist of.
    """
    form = _form(paper, rules)
    fields = {
        spec.id: paper.fields[spec.id]
        for spec in rules.fields
        if spec.id in paper.fields and not list(field_issues({spec.id: paper.fields[spec.id]}, (spec,)))
    }
    return Submission(
        form=form.id if form else "",
        title=paper.title,
        parts=_parts(paper.parts, rules),
        fields=fields,
        declared=paper.declared & {one.id for one in rules.declarations},
        people=paper.people if rules.signers else paper.people[:1],
        body=paper.body,
        units=paper.units[: rules.most_units],
    )


def _parts(parts: Mapping[str, str], rules: SubmissionRules) -> dict[str, str]:
    known = {part.id for part in rules.parts}
    kept = {key: text for key, text in parts.items() if key in known}
    rest = [text for key, text in parts.items() if key not in known and text.strip()]
    first = rules.parts[0].id
    if rest:
        kept[first] = "\n".join(filter(None, (kept.get(first, ""), *rest)))
    return kept


def _form(paper: Submission, rules: SubmissionRules) -> SubmissionForm | None:
    """Return the form of the same name, or the first one that the same people or the same body may use."""
    same = rules.form(paper.form)
    fitting = (
        form
        for form in rules.forms
        if form.collective == (paper.body is not None) and form.least_people <= len(paper.people)
    )
    return same or next(fitting, None)
