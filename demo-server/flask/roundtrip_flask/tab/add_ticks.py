"""Puts ticks into a program, so that one that never ends can be stopped and told where."""

from __future__ import annotations

import ast

#: The built-in function that is called at each turn of a loop and at each call of a function.
TICK = "__tick__"


def add_ticks(tree: ast.Module) -> ast.Module:
    """The program with a call of `TICK`, given the line, where a loop or a function begins.

    No line is moved, and a docstring stays first.
    """
    return ast.fix_missing_locations(_AddTicks().visit(tree))  # type: ignore[no-any-return]


class _AddTicks(ast.NodeTransformer):
    def visit_While(self, node: ast.While) -> ast.AST:
        return self._in_body(node)

    def visit_For(self, node: ast.For) -> ast.AST:
        return self._in_body(node)

    def visit_AsyncFor(self, node: ast.AsyncFor) -> ast.AST:
        return self._in_body(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        return self._in_body(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AST:
        return self._in_body(node)

    def visit_Lambda(self, node: ast.Lambda) -> ast.AST:
        self.generic_visit(node)
        # A tick gives nothing, so the value is the body's.
        node.body = ast.copy_location(
            ast.BoolOp(ast.Or(), [_tick(node.body, node.lineno), node.body]), node.body
        )
        return node

    def visit_comprehension(self, node: ast.comprehension) -> ast.AST:
        self.generic_visit(node)
        place = node.target
        node.ifs.insert(
            0,
            ast.copy_location(ast.UnaryOp(ast.Not(), _tick(place, place.lineno)), place),
        )
        return node

    def _in_body(
        self, node: ast.While | ast.For | ast.AsyncFor | ast.FunctionDef | ast.AsyncFunctionDef
    ) -> ast.AST:
        self.generic_visit(node)
        after = 0
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            after = 0 if ast.get_docstring(node, clean=False) is None else 1
        tick = ast.copy_location(ast.Expr(_tick(node, node.lineno)), node)
        node.body.insert(after, tick)
        return node


def _tick(place: ast.expr | ast.stmt, line: int) -> ast.Call:
    name = ast.copy_location(ast.Name(TICK, ast.Load()), place)
    return ast.copy_location(ast.Call(name, [ast.Constant(line)], []), place)
