"""What the comments of a checked Word document say."""

from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tongxin.store.queries.draft_checks import Check
from tongxin.web import wording
from tongxin.web.claim_counts import counts
from tongxin.web.claim_rows import Finding
from tongxin.web.draft_documents import Note


def notes(found: Sequence[Finding], instead: Mapping[int, str] | None = None) -> Iterator[Note]:
    """Yield the comments of a checked document.

    What is borne out has none, nor has what no indicator was found for: a comment asks somebody to look.

    Args:
        found: what was found about each figure.
        instead: where a figure begins → what it has to say instead.
    """
    words = instead or {}
    for one in found:
        lines = list(_lines(one))
        if lines:
            yield Note(one.place, one.place + len(one.text), "\n".join(lines), words.get(one.place, ""))


def _lines(one: Finding) -> Iterator[str]:
    if one.verdict == "contradicted":
        yield _("%(verdict)s: %(actual)s") % {"verdict": one.words, "actual": _actual(one)}
        yield f"{one.label} · {one.days}"
        if one.why:
            yield one.why
    elif one.verdict == "uncheckable" and one.measure:
        yield _("%(verdict)s: %(why)s") % {"verdict": one.words, "why": one.why}
        yield f"{one.label} · {one.days}"
    elif one.clashes:
        yield f"{one.words} · {one.label} · {one.days}" if one.label else one.words
    yield from (clash.words for clash in one.clashes)


def _actual(one: Finding) -> str:
    records = ngettext("(%(num)s record)", "(%(num)s records)", one.records) % {"num": one.records}
    told = {"actual": one.actual, "records": records}
    return _("%(actual)s %(records)s") % told if one.records else one.actual


def summary(check: Check, found: Sequence[Finding]) -> str:
    """Return the comment at the head of the document: how much was checked, of which days, and when."""
    tally = counts(found)
    looked = _(
        "%(found)s figures found, %(linked)s linked to an indicator, %(checked)s held against the records."
    )
    said = _("Borne out: %(confirmed)s. Contradicted: %(contradicted)s. Cannot be checked: %(uncheckable)s.")
    told = {
        "first": wording.day(check.first),
        "last": wording.day(check.last),
        "at": wording.moment(check.checked_at),
        "who": check.checked_by.display_name,
        "version": check.rule.split()[-1],
    }
    when = _(
        "Reports on %(first)s to %(last)s. "
        "Checked %(at)s by %(who)s, by version %(version)s of the mechanism."
    )
    return "\n".join((looked % tally, said % tally, when % told))


def changes_summary(found: Sequence[Finding], instead: Mapping[int, str]) -> str:
    """Return how many contradicted figures are corrected in the document, for the comment at its head."""
    told = {"changed": len(instead), "contradicted": counts(found)["contradicted"]}
    said = _("Corrected as tracked changes: %(changed)s of %(contradicted)s contradicted figures.") % told
    if told["changed"] == told["contradicted"]:
        return said
    return _("%(said)s For the others no figure can be written; see their comments.") % {"said": said}
