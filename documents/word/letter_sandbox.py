"""In which cage does jinja fill in a template? One without filters, functions, attributes of objects or other files.

Three locks behind each other: the grammar of our tags (`letter_grammar`), the kinds of nodes below, and an environment
in which there is nothing to reach even if both fail. All of it runs in the limited child process.
"""

from collections.abc import Mapping
from typing import Any, NoReturn

from jinja2 import StrictUndefined, nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.If,
    nodes.For,
    nodes.And,
    nodes.Or,
    nodes.Not,
)


class LetterEnvironment(ImmutableSandboxedEnvironment):
    """Reads keys of our own mappings and nothing of any object; calls nothing."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, loader=None, extensions=(), cache_size=0)
        for reachable in (self.globals, self.filters, self.tests):
            reachable.clear()

    def getattr(self, obj: Any, attribute: str) -> Any:
        return self.getitem(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        if type(obj) is dict and type(argument) is str and argument in obj:
            return obj[argument]
        undefined: Undefined = self.undefined(obj=obj, name=argument)
        return undefined

    def call(self, *_arguments: Any, **_named: Any) -> NoReturn:
        raise SecurityError("a template calls nothing")

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        return False

    def is_safe_callable(self, obj: Any) -> bool:
        return False


def fill_in(source: str, values: Mapping[str, Any]) -> str:
    """Raises jinja's TemplateError for whatever is not plain text, a field, a condition or a list."""
    environment = LetterEnvironment()
    tree = environment.parse(source)
    for node in tree.find_all(nodes.Node):
        if not isinstance(node, _ALLOWED):
            raise SecurityError(f"a template holds no {type(node).__name__}")
    return environment.from_string(tree).render(values)
