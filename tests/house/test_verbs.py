"""Every verb asks for the right and writes the log, and everything it can say has its words."""

import ast
import re
from functools import cache

import pytest
from tests.house import source

from tongxin.web import audit_words, issue_texts

ACTIONS = source.PACKAGE / "actions"
NO_RIGHT = {
    "sign_out": "leaving is everybody's, even with no role left",
}
"""Verbs that ask for no right, and why."""
NO_RECORD = {
    "save_draft": "an unfinished form is nobody's act yet",
    "discard_draft": "the same",
    "keep_file": "the file is named in the log when it becomes part of an entry",
    "save_filter": "a list's filter changes no record of the committee",
    "delete_filter": "the same",
}
"""Verbs that write nothing to the log, and why."""
NOT_VERBS = {
    "audit": "what every verb ends with",
    "audit_many": "the same",
    "names_of": "reads what the verbs of entries need",
    "receipt_for": "the part of a verb that makes a form sent twice count once",
    "write": "the part of the verbs of entries that writes the rows",
}
"""Functions of an actor that are parts of verbs, and whose parts."""


@cache
def functions():
    """Return function name → what it calls, over all action modules."""
    found = {}
    for path, tree in source.modules().items():
        if ACTIONS in path.parents:
            for node in ast.walk(tree):
                if isinstance(node, ast.FunctionDef):
                    found.setdefault(node.name, set()).update(map(source.called, source.calls(node)))
    return found


def reaches(name, wanted):
    """Tell whether a function calls one of these, itself or through other actions."""
    seen, waiting = set(), [name]
    while waiting:
        one = waiting.pop()
        if one in wanted:
            return True
        if one not in seen:
            seen.add(one)
            waiting.extend(functions().get(one, ()))
    return False


def verbs():
    """Return the public functions of the actions whose first parameter is the actor."""
    return sorted(
        f"{path.relative_to(ACTIONS).with_suffix('').as_posix()}.{node.name}"
        for path, tree in source.modules().items()
        if ACTIONS in path.parents
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and node.name not in NOT_VERBS
        and node.args.args
        and ast.unparse(node.args.args[0].annotation or ast.Constant("")) == "Actor"
        and writes(node.name)
    )


def writes(name):
    """Tell whether a function changes rows, itself or through other actions."""
    changing = {"create", "save", "update", "delete", "bulk_create", "update_or_create", "get_or_create"}
    return reaches(name, {*changing, "audit", "audit_many", "_write"})


@pytest.mark.parametrize("verb", verbs())
def test_a_verb_asks_for_the_right(verb):
    name = verb.rpartition(".")[2]
    assert reaches(name, {"require"}) != (name in NO_RIGHT)


@pytest.mark.parametrize("verb", verbs())
def test_a_verb_writes_the_log(verb):
    name = verb.rpartition(".")[2]
    assert reaches(name, {"audit", "audit_many"}) != (name in NO_RECORD)


@pytest.mark.parametrize("exempt", [*NO_RIGHT, *NO_RECORD])
def test_an_exemption_is_of_a_verb_that_exists(exempt):
    assert exempt in {verb.rpartition(".")[2] for verb in verbs()}


def audited():
    """Return the verbs that the actions put on record."""
    found = set()
    for path, tree in source.modules().items():
        if ACTIONS not in path.parents or path.name == "audit.py":
            continue
        for call in source.calls(tree):
            if source.called(call) == "audit" and len(call.args) > 1:
                found |= source.codes_in(call.args[1])
            verb = source.keyword(call, "verb")
            if verb is not None:
                found |= source.codes_in(verb)
    return found


def test_every_audited_verb_has_a_sentence_and_every_sentence_a_verb():
    assert audited() == set(audit_words.VERBS)


def test_every_audited_noun_has_a_name():
    assert {verb.partition(".")[0] for verb in audited()} <= set(audit_words.NOUNS)


TEXT_FILES = re.compile(r"_?issue_texts\.py$|pack_texts\.py$")
PACK_PARTS = ("packs", "mechanism")


def issues():
    """Return issue code → parameters given with it, over the whole package but the packs' own problems."""
    found = {}
    for path, tree in source.modules().items():
        if TEXT_FILES.search(path.name) or any(part in path.parts for part in PACK_PARTS):
            continue
        for call in source.calls(tree):
            if source.called(call) == "Issue":
                for code, given in said(call, tree):
                    found.setdefault(code, []).append(given)
    return found


def said(call, tree):
    """Yield the codes that one call can say, with the names of its parameters."""
    code = source.keyword(call, "code")
    if isinstance(code, ast.Constant):
        yield code.value, names(source.keyword(call, "params"))
    elif isinstance(code, ast.Name):
        for one in source.codes_in(tree) & set(issue_texts.TEXTS):
            yield one, None


def names(params):
    """Return the names in a literal of parameters; ``None`` when they are put together elsewhere."""
    if params is None:
        return set()
    if not isinstance(params, ast.Dict) or None in params.keys:
        return None
    return {key.value for key in params.keys if isinstance(key, ast.Constant)}


def test_every_issue_has_a_sentence():
    assert sorted(set(issues()) - set(issue_texts.TEXTS)) == []


def test_every_sentence_has_an_issue():
    used, begun = set(), set()
    for path, tree in source.modules().items():
        if not TEXT_FILES.search(path.name):
            used |= source.codes_in(tree)
            begun |= source.beginnings_in(tree)
    unused = set(issue_texts.TEXTS) - used
    assert sorted(code for code in unused if not any(code.startswith(start) for start in begun)) == []


@pytest.mark.parametrize("code", sorted(issues()))
def test_a_sentence_asks_for_what_its_issue_says(code):
    asked = set(re.findall(r"%\((\w+)\)", str(issue_texts.TEXTS.get(code, ""))))
    for given in issues()[code]:
        if given is not None:
            assert asked <= given, f"{code} lacks {asked - given}"
