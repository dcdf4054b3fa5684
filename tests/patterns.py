"""Every regular expression of the project, and texts made from each that would be slow if it could begin anew at will."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from re import _constants as sre
from re import _parser as sre_parser

from django.conf import settings

APPS = ("accounts", "sites", "living_docs", "feedback", "themes", "reporting", "icp_eval")
LEFT_OUT = ("migrations", "icp_eval.demo", "icp_eval.wsgi")  # the demo's patterns see the demo's own texts alone
OF_CATEGORY = {
    sre.CATEGORY_SPACE: " \n",
    sre.CATEGORY_NOT_SPACE: "a",
    sre.CATEGORY_DIGIT: "1",
    sre.CATEGORY_NOT_DIGIT: "a ",
    sre.CATEGORY_WORD: "aA1",
    sre.CATEGORY_NOT_WORD: " ",
}
REPEATS = {sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT}
MANY = 50  # a repetition up to fewer times than this is bounded
FAILS = "\x01"  # what hardly any pattern goes on with


def modules() -> Iterator[str]:
    for app in APPS:
        package = importlib.import_module(app)
        yield app
        for found in pkgutil.walk_packages(package.__path__, f"{app}."):
            if not any(part in found.name for part in LEFT_OUT):
                yield found.name


def compiled() -> dict[str, re.Pattern]:
    """The patterns that modules hold, by module and name; those in lists, tables and classes too."""
    found: dict[str, re.Pattern] = {}
    for name in modules():
        module = importlib.import_module(name)
        for key, value in vars(module).items():
            if getattr(value, "__module__", name) == name or not isinstance(value, type):
                note(found, f"{name}.{key}", value)
    return unique(found)


def note(found: dict[str, re.Pattern], name: str, value: object) -> None:
    if isinstance(value, re.Pattern):
        found[name] = value
    elif isinstance(value, list | tuple | set | frozenset) and len(value) < 200:
        for place, one in enumerate(value):
            note(found, f"{name}[{place}]", one)
    elif isinstance(value, dict) and len(value) < 200 and not name.endswith("__builtins__"):
        for key, one in value.items():
            note(found, f"{name}[{key}]", one)


def unique(found: dict[str, re.Pattern]) -> dict[str, re.Pattern]:
    """Each pattern once, under the first of its names."""
    seen: dict[object, str] = {}
    for name, pattern in found.items():
        seen.setdefault((pattern.pattern, pattern.flags), name)
    return {name: found[name] for name in seen.values()}


def written_in_place() -> dict[str, re.Pattern]:
    """Patterns that stand in a call, as in `re.sub(r"\\s+", …)`, by file and line."""
    found = {}
    for name in modules():
        file = Path(settings.BASE_DIR, *name.split("."))
        file = file / "__init__.py" if file.is_dir() else file.with_suffix(".py")
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if (
                isinstance(call, ast.Call)
                and looks_through(call.func)
                and call.args
                and isinstance(call.args[0], ast.Constant)
            ):
                found[f"{name}:{call.lineno}"] = re.compile(call.args[0].value)
    return unique(found)


def looks_through(function: ast.expr) -> bool:
    """Whether a call is one of `re` that looks for a pattern at every place of a text."""
    is_of_re = (
        isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name) and function.value.id == "re"
    )
    return is_of_re and function.attr not in {"compile", "escape", "match", "fullmatch"}


@cache
def sources() -> str:
    files = (file for app in APPS for file in Path(settings.BASE_DIR, app).rglob("*.py"))
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def is_asked_at_one_place(name: str) -> bool:
    """Whether a pattern of that name is only ever asked whether a text begins with it, which ends in time."""
    last = re.escape(name.rpartition(".")[2])
    uses = set(re.findall(rf"\b{last}\.(\w+)\(", sources()))
    return bool(uses) and uses <= {"match", "fullmatch"}


def reachable(thing: object, *, most: int = 5_000) -> dict[str, re.Pattern]:
    """The patterns that an object made at run time, in itself or in what it holds."""
    found: dict[str, re.Pattern] = {}
    waiting, seen = [(type(thing).__name__, thing)], set()
    while waiting and len(seen) < most:
        name, one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        for key, value in vars(one).items() if hasattr(one, "__dict__") else ():
            note(found, f"{name}.{key}", value)
            held = value if isinstance(value, list | tuple) and len(value) < 200 else [value]
            waiting += [(f"{name}.{key}", inner) for inner in held if type(inner).__module__.startswith(APPS)]
    return unique(found)


# Texts


def attacks(pattern: re.Pattern) -> Iterator[tuple[str, str, str]]:
    """(beginning, what is repeated, end) for each place of a pattern that may be repeated without end."""
    flags = pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else pattern.flags
    tree = sre_parser.parse(pattern.pattern, flags)
    found = dict.fromkeys(tried(tree, ""))
    for beginning, pump in found:
        for end in ("", FAILS):
            yield beginning, pump, end
            if beginning:
                yield "", beginning + pump, end
                yield "", beginning, end


def tried(tree, before: str) -> Iterator[tuple[str, str]]:
    """What stands before each repetition, and pieces by which it goes on."""
    for operator, argument in tree:
        if operator in REPEATS:
            least, most, inside = argument
            if most >= MANY:
                yield from ((before, pump) for pump in samples(inside) if pump)
            yield from tried(inside, before)
            before += next(iter(samples(inside)), "") * min(least, 3)
        elif operator is sre.BRANCH:
            for branch in argument[1]:
                yield from tried(branch, before)
            before += next(iter(samples([(operator, argument)])), "")
        elif operator is sre.SUBPATTERN:
            yield from tried(argument[3], before)
            before += next(iter(samples(argument[3])), "")
        elif operator in {sre.ASSERT, sre.ASSERT_NOT}:
            yield from tried(argument[1], before)
        elif operator is sre.ATOMIC_GROUP:
            yield from tried(argument, before)
            before += next(iter(samples(argument)), "")
        else:
            before += next(iter(samples([(operator, argument)])), "")


def samples(tree, most: int = 4) -> list[str]:
    """Some texts that a part of a pattern takes."""
    texts = [""]
    for operator, argument in tree:
        ways = [way for way in ways_of(operator, argument) if way is not None][:most]
        texts = [text + way for text in texts for way in ways][:most] if ways else texts
    return list(dict.fromkeys(texts))


def ways_of(operator, argument) -> list[str]:
    if operator is sre.LITERAL:
        return [chr(argument)]
    if operator is sre.NOT_LITERAL:
        return ["b" if argument == ord("a") else "a"]
    if operator is sre.ANY:
        return ["a", " "]
    if operator is sre.IN:
        return of_class(argument)
    if operator is sre.BRANCH:
        return [text for branch in argument[1][:4] for text in samples(branch, 1)]
    if operator is sre.SUBPATTERN:
        return samples(argument[3])
    if operator is sre.ATOMIC_GROUP:
        return samples(argument)
    if operator in REPEATS:
        least, _, inside = argument
        return [text * max(least, 1) for text in samples(inside)]
    if operator is sre.CATEGORY:
        return list(OF_CATEGORY[argument])
    return [""]


def of_class(items) -> list[str]:
    if items and items[0][0] is sre.NEGATE:
        taken = of_class(items[1:])
        return [sign for sign in ("a", " ", "1", "A", "\n", "(", "<", '"', "-") if sign not in taken][:3]
    found: list[str] = []
    for operator, argument in items:
        if operator is sre.LITERAL:
            found.append(chr(argument))
        elif operator is sre.RANGE:
            found.append(chr(argument[0]))
        elif operator is sre.CATEGORY:
            found += OF_CATEGORY[argument]
    return found[:5]
