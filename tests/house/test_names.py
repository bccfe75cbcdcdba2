"""Does every file name say which noun or verb it is about, and every module what it answers?"""

import ast

from tests.house.sources import product_files, python_files, tree

EMPTY_WORDS = {"utils", "util", "helpers", "helper", "common", "misc", "core", "manager", "managers"}
EMPTY_WORDS |= {"service", "services", "tools", "stuff", "lib", "shared", "general"}
# One search service is the door of that room (design, section 5).
BY_DESIGN = {"search/service.py"}


def test_no_file_or_folder_has_a_name_that_says_nothing() -> None:
    empty = {
        str(path)
        for path in python_files()
        if EMPTY_WORDS & {part.removesuffix(".py") for part in path.parts} and str(path) not in BY_DESIGN
    }
    assert empty == set()


def test_every_module_opens_with_one_line_that_says_what_it_answers() -> None:
    silent = []
    for path in product_files():
        module = tree(path)
        first, _, rest = (ast.get_docstring(module) or "").partition("\n")
        one_line = bool(first) and not rest.partition("\n")[0].strip()
        if module.body and not one_line:
            silent.append(str(path))
    assert silent == []
