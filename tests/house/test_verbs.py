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
    "discard_draft": "whose draft it is decides, not a role",
}
"""Verbs that ask for no right, and why."""
NO_RECORD = {
    "save_draft": "an unfinished form is nobody's act yet",
    "discard_draft": "the same",
    "keep_file": "the file is named in the log when it becomes part of an entry",
    "save_filter": "a list's filter changes no record of the committee",
    "remove_filter": "the same",
    "apply_slice": "each row is audited by the verbs of members, the whole at its end",
}
"""Verbs that write nothing to the log, and why."""
WRITES_IN_STEPS = {"audit", "audit_many"}


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
    if name in {"audit", "audit_many"}:
        return  # what every verb ends with
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


# Codes that Django's password rules give at run time.
FROM_DJANGO = {
    "password.entirely_numeric",
    "password.too_common",
    "password.too_short",
    "password.too_similar",
    "password.weak",
}
TEXT_FILES = re.compile(r"_?issue_texts\.py$|pack_texts\.py$")
PACK_PARTS = ("packs", "mechanism")


def issues():
    """Return issue code → parameters given with it, over the whole package but the packs' own problems."""
    found = {}
    for path, tree in source.modules().items():
        if TEXT_FILES.search(path.name) or any(part in path.parts for part in PACK_PARTS):
            continue
        for call in source.calls(tree):
            if source.called(call) != "Issue":
                continue
            code, params = source.keyword(call, "code"), source.keyword(call, "params")
            if code is None:
                continue
            if isinstance(code, ast.Constant):
                found.setdefault(code.value, []).append(names(params))
            elif not isinstance(code, ast.JoinedStr):
                for one in source.codes_in(tree) & set(issue_texts.TEXTS):
                    found.setdefault(one, []).append(None)
    return found


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
    used = {code for tree in trees_without_texts() for code in source.codes_in(tree)}
    assert sorted(set(issue_texts.TEXTS) - used - FROM_DJANGO) == []


def trees_without_texts():
    return [tree for path, tree in source.modules().items() if not TEXT_FILES.search(path.name)]


@pytest.mark.parametrize("code", sorted(issues()))
def test_a_sentence_asks_for_what_its_issue_says(code):
    asked = set(re.findall(r"%\((\w+)\)", str(issue_texts.TEXTS.get(code, ""))))
    for given in issues()[code]:
        if given is not None:
            assert asked <= given, f"{code} lacks {asked - given}"
