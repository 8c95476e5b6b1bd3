"""Makes a program of a text."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import CodeType

#: The built-in function that stands around what a `return` gives.
NOTE_RETURN = "__note_return__"


@dataclass(frozen=True)
class Program:
    """A compiled program, to be run as often as there are labs; or why it cannot be."""

    code: CodeType | SyntaxError
    #: The folder of its file, where the modules are that it may import.
    folder: Path


def compile_source(
    source: bytes, file: str, change: Callable[[ast.Module], ast.Module] = lambda tree: tree
) -> CodeType | SyntaxError:
    """Compiles a program's text; each `return` notes its line, and no line is moved.

    `change` may put more into it.
    """
    try:
        tree = change(ast.parse(source, file))
        return compile(_NoteReturns().visit(tree), file, "exec", dont_inherit=True)
    except SyntaxError as error:
        return error
    except ValueError as error:
        # A text with a null byte, before Python 3.11.
        return SyntaxError(str(error))


class _NoteReturns(ast.NodeTransformer):
    """An acknowledgement is what a handler returns, and no call says where."""

    def visit_Return(self, node: ast.Return) -> ast.AST:
        if node.value is None:
            return node
        self.generic_visit(node)
        note = ast.copy_location(ast.Name(NOTE_RETURN, ast.Load()), node)
        call = ast.copy_location(ast.Call(note, [node.value], []), node)
        return ast.copy_location(ast.Return(call), node)
