"""A paper's text as pages show it: headings with their paragraphs."""

from collections.abc import Mapping

from tongxin.engine.proceedings.rules import Workflow
from tongxin.web import wording


def headed(flow: Workflow, parts: Mapping[str, str]) -> list[tuple[str, list[str]]]:
    """Return the headings of a text with their paragraphs; parts that are empty are left out."""
    declared = flow.submission.parts if flow.submission else ()
    return [
        (wording.label(part.label), [line for line in parts[part.id].split("\n") if line.strip()])
        for part in declared
        if parts.get(part.id)
    ]
