"""What a template can be asked for: its parameters cell, read with ``ast`` and never run.

papermill finds parameters with a regular expression (it misses ``str | None`` and defaults with ``=`` in them) and
only warns about unknown ones. Here the cell is parsed as Python, and an unknown or ill-typed parameter is refused.
Values are JSON: str, int, float, bool, None, list, dict, and ``Literal[...]`` of those.
"""

from __future__ import annotations

import ast
import difflib
import io
import json
import re
import tokenize
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import ParameterError, TemplateError

# Set by a run itself, so nobody may give them with -p.
RESERVED = ("summit", "desk")

_SIMPLE: dict[str, tuple[type, ...]] = {
    "str": (str,), "int": (int,), "float": (int, float), "bool": (bool,), "list": (list,), "dict": (dict,),
    "None": (type(None),),
}  # fmt: skip
_COMMENT = re.compile(r"#\s*(?:type:\s*(?P<type>[^\s,]+(?:\s*\|\s*[^\s,]+|,\s*\w+\])*),?)?\s*(?P<help>.*)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One assignment of the parameters cell. ``type`` is Python notation, e.g. ``"list[str]"``, or ``"any"``."""

    name: str
    type: str
    default: Any
    help: str = ""

    def accepts(self, value: Any) -> bool:
        """Whether ``value`` is of the declared type."""
        return self.type == "any" or _matches(ast.parse(self.type, mode="eval").body, value)

    def convert(self, text: str) -> Any:
        """The value that ``text``, as typed on a command line, stands for; raises ``ValueError`` when there is none.

        A parameter that takes text takes it as it is; any other is read as JSON (``3``, ``true``, ``["BelTA"]``).
        """
        if self.accepts(None) and self.type != "any" and text in ("null", "None"):
            return None
        if self.accepts(text):
            return text
        try:
            value = json.loads(text.lower() if text in ("True", "False") else text)
        except ValueError:
            raise ValueError(text) from None
        if not self.accepts(value):
            raise ValueError(text)
        return value


def read_parameters(template: Path) -> tuple[Parameter, ...]:
    """The parameters of a template, in the order of its cell tagged ``parameters``.

    Raises :class:`TemplateError` for a file that is no notebook, has no such cell, or whose cell is more than plain
    assignments of JSON values.
    """
    return parse_parameters(parameters_cell(template), template.name)


def parameters_cell(template: Path) -> str:
    """The source of the first cell tagged ``parameters``."""
    try:
        cells = json.loads(template.read_bytes())["cells"]
        for cell in cells:
            if "parameters" in cell.get("metadata", {}).get("tags", ()) and cell["cell_type"] == "code":
                source = cell["source"]
                return source if isinstance(source, str) else "".join(source)
    except OSError as error:
        raise TemplateError(
            f"{template.name}: cannot be read ({error.strerror}).", "Restore the file, or choose another template."
        ) from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise TemplateError(
            f"{template.name}: is not a Jupyter notebook.", "Save it from JupyterLab as .ipynb."
        ) from None
    raise TemplateError(
        f"{template.name}: has no code cell tagged 'parameters'.",
        "Tag the cell that holds the parameters (JupyterLab: property inspector, Cell tags).",
    )


def parse_parameters(source: str, where: str) -> tuple[Parameter, ...]:
    """The parameters that the cell ``source`` assigns; ``where`` names the template in errors."""
    try:
        tree = ast.parse(source)
        comments = _comments(source)
    except (SyntaxError, ValueError, tokenize.TokenError) as error:
        raise TemplateError(
            f"{where}: its parameters cell is not valid Python ({error}).", "Correct the cell."
        ) from None
    return tuple(_parameter(node, comments, where) for node in tree.body if not _is_docstring(node))


def check_parameters(template: Path, given: Mapping[str, Any]) -> dict[str, Any]:
    """``given`` itself when every name is known and every value of its declared type, else :class:`ParameterError`."""
    known = {p.name: p for p in read_parameters(template)}
    for name, value in given.items():
        parameter = _known(known, name, template)
        if not parameter.accepts(value):
            raise _ill_typed(parameter, f"{value!r} ({type(value).__name__})", template)
    return dict(given)


def convert_parameters(template: Path, given: Mapping[str, str]) -> dict[str, Any]:
    """Command-line strings as values of the declared types; raises :class:`ParameterError` naming what is expected."""
    known = {p.name: p for p in read_parameters(template)}
    values: dict[str, Any] = {}
    for name, text in given.items():
        if name in RESERVED and name in known:
            raise ParameterError(
                f"{template.stem}: the parameter '{name}' is set by the run itself.", f"Leave out '-p {name} …'."
            )
        parameter = _known(known, name, template)
        try:
            values[name] = parameter.convert(text)
        except ValueError:
            raise _ill_typed(parameter, repr(text), template) from None
    return values


def prepared(template: Path, values: Mapping[str, Any]) -> str:
    """The template's notebook, as text, with the defaults of these parameters replaced; comments stay in place."""
    old = parameters_cell(template)
    new = old
    for name, value in values.items():
        new = _with_default(new, name, value)
    notebook = json.loads(template.read_bytes())
    for cell in notebook["cells"]:
        if "".join(cell["source"]) == old:
            cell["source"] = new
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


def _with_default(source: str, name: str, value: Any) -> str:
    for node in ast.parse(source).body:
        if _target(node) == name and isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            lines = source.encode().splitlines(keepends=True)  # ast counts columns in UTF-8 bytes
            first, last = node.value.lineno - 1, (node.value.end_lineno or node.value.lineno) - 1
            head, tail = lines[first][: node.value.col_offset], lines[last][node.value.end_col_offset :]
            lines[first : last + 1] = [head + repr(value).encode() + tail]
            return b"".join(lines).decode()
    return source


def _parameter(node: ast.stmt, comments: Mapping[int, tuple[str, str]], where: str) -> Parameter:
    name = _target(node)
    if name is None or not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
        raise TemplateError(
            f"{where}: line {node.lineno} of its parameters cell is not a plain assignment.",
            "Keep only lines such as  top = 10  # type: int, how many to show",
        )
    try:
        default = ast.literal_eval(node.value)
        json.dumps(default)
    except (ValueError, TypeError):
        raise TemplateError(
            f"{where}: the default of parameter '{name}' is not a JSON value.",
            "Use text, numbers, true or false, lists and dicts only.",
        ) from None
    comment_type, text = comments.get(node.end_lineno or node.lineno, ("", ""))
    declared = ast.unparse(node.annotation) if isinstance(node, ast.AnnAssign) else comment_type
    if not declared:
        declared = "any" if default is None else type(default).__name__
    parameter = Parameter(name, declared, default, text)
    try:
        fits = parameter.accepts(default)
    except (TypeError, SyntaxError):
        raise TemplateError(
            f"{where}: parameter '{name}' is declared as '{declared}', which is not a JSON type.",
            "Use str, int, float, bool, list[...], dict[...], Literal[...], or one of them '| None'.",
        ) from None
    if not fits:
        raise TemplateError(
            f"{where}: the default of parameter '{name}' is not of its type, {declared}.", "Correct one of the two."
        )
    return parameter


def _matches(kind: ast.expr, value: Any) -> bool:
    """Whether ``value`` is of the type written as ``kind``; raises ``TypeError`` for a type that JSON does not have."""
    if isinstance(kind, ast.Constant) and isinstance(kind.value, str):  # a quoted annotation
        return _matches(ast.parse(kind.value, mode="eval").body, value)
    if isinstance(kind, ast.BinOp) and isinstance(kind.op, ast.BitOr):
        # Both sides are looked at, so that a type that is not JSON is always found.
        return any([_matches(kind.left, value), _matches(kind.right, value)])
    if isinstance(kind, ast.Subscript):
        return _matches_generic(kind, value)
    name = ast.unparse(kind).removeprefix("typing.")
    if name == "Any":
        return True
    if name not in _SIMPLE:
        raise TypeError(name)
    if isinstance(value, bool) and name != "bool":  # bool is a subclass of int, but 'true' is no number
        return False
    return isinstance(value, _SIMPLE[name])


def _matches_generic(kind: ast.Subscript, value: Any) -> bool:
    """The same for ``Literal[...]``, ``Optional[...]``, ``list[...]`` and ``dict[str, ...]``."""
    outer = ast.unparse(kind.value).removeprefix("typing.")
    inner = kind.slice.elts if isinstance(kind.slice, ast.Tuple) else [kind.slice]
    if outer == "Literal":
        return any(value == (v := ast.literal_eval(i)) and type(value) is type(v) for i in inner)
    if outer == "Optional":
        return any([value is None, _matches(inner[0], value)])
    if outer == "list" and len(inner) == 1:
        return isinstance(value, list) and all(_matches(inner[0], item) for item in value)
    if outer == "dict" and len(inner) == 2:
        return isinstance(value, dict) and all(_matches(inner[1], item) for item in value.values())
    raise TypeError(outer)


def _comments(source: str) -> dict[int, tuple[str, str]]:
    """Line number -> (declared type, help text) of the comment on that line."""
    found = {}
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT and (match := _COMMENT.match(token.string)):
            found[token.start[0]] = (match["type"] or "", match["help"].strip())
    return found


def _target(node: ast.stmt) -> str | None:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return targets[0].id if len(targets) == 1 and isinstance(targets[0], ast.Name) else None


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _known(known: Mapping[str, Parameter], name: str, template: Path) -> Parameter:
    if name in known:
        return known[name]
    offered = [n for n in known if n not in RESERVED]
    near = difflib.get_close_matches(name, offered, n=1)
    remedy = f"Did you mean '{near[0]}'? " if near else ""
    listing = ", ".join(f"{n} ({known[n].type})" for n in offered) or "none"
    raise ParameterError(
        f"{template.stem}: the template has no parameter '{name}'.", f"{remedy}Its parameters: {listing}."
    )


def _ill_typed(parameter: Parameter, got: str, template: Path) -> ParameterError:
    example = json.dumps(parameter.default, ensure_ascii=False)
    return ParameterError(
        f"{template.stem}: parameter '{parameter.name}' expects {parameter.type}, got {got}.",
        f"Give a value such as its default, {example}.",
    )
