"""Is every model under the one access rule, and every state under `fire`?"""

import ast
from pathlib import Path

from access.registry import unregistered_models
from tests.house.sources import at, calls, product_files, tree

# `fire` writes the states; everyone else asks it to.
# The synthetic region of the bench is written in bulk, state and all: it refuses to touch a database in use.
MAY_WRITE_STATES = ("workflows/", "site/casustafel/demo/synthetic/")
MANY_ROWS = {"bulk_create", "bulk_update"}
WRITERS = {"update", "create", "get_or_create", "update_or_create", "aupdate", "acreate"}


def test_every_model_is_protected_public_or_internal() -> None:
    assert list(unregistered_models()) == []


def test_no_state_is_written_around_fire() -> None:
    machines = _stateful()
    assert machines, "no Stateful model found: the rule would hold for nothing"
    around = [
        at(path, call)
        for path in product_files()
        if not path.as_posix().startswith(MAY_WRITE_STATES)
        for call in calls(path)
        if _writes_state(call, machines)
    ]
    assert around == []


def _stateful() -> set[str]:
    """Names of the classes that inherit from Stateful, directly or not."""
    bases = {
        node.name: {ast.unparse(base).rpartition(".")[2] for base in node.bases}
        for path in product_files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef)
    }
    found: set[str] = {"Stateful"}
    while more := {name for name, above in bases.items() if above & found} - found:
        found |= more
    return found - {"Stateful"}


def _writes_state(call: ast.Call, machines: set[str]) -> bool:
    names_state = any(keyword.arg == "state" for keyword in call.keywords)
    match call.func:
        case ast.Name(name) if name in machines:
            return names_state
        case ast.Attribute(value=owner, attr=verb):
            many = verb in MANY_ROWS and any(isinstance(n, ast.Name) and n.id in machines for n in ast.walk(owner))
            return many or (verb in WRITERS and names_state)
    return False


def test_the_lint_sees_what_it_should() -> None:
    around = ["Plan(state='adopted')", "Plan.objects.bulk_create(rows)", "plans.update(state='adopted')"]
    through = [
        "Plan(title='x')",
        "plans.filter(state='draft')",
        "Row.objects.bulk_create(rows)",
        "plans.update(title='')",
    ]
    seen = {line: _writes_state(_call(line), {"Plan"}) for line in around + through}
    assert seen == dict.fromkeys(around, True) | dict.fromkeys(through, False)


def _call(line: str) -> ast.Call:
    node = ast.parse(line, filename=str(Path(__file__))).body[0]
    assert isinstance(node, ast.Expr)
    assert isinstance(node.value, ast.Call)
    return node.value
