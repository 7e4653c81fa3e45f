"""Writes CPython's syntax trees in the form of TreeDumper.swift.

Usage (CPython 3.11): python3 record_trees.py            rewrites golden/trees/*.tree from golden/trees/*.py
                      python3 record_trees.py FILE...     prints the trees of the files
"""

import ast
import pathlib
import struct
import sys

UNARY = {ast.USub: "-", ast.UAdd: "+", ast.Invert: "~", ast.Not: "not"}
BINARY = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.MatMult: "@", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%",
    ast.Pow: "**", ast.LShift: "<<", ast.RShift: ">>", ast.BitAnd: "&", ast.BitOr: "|", ast.BitXor: "^",
}
COMPARE = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Is: "is",
    ast.IsNot: "is not", ast.In: "in", ast.NotIn: "not in",
}


def quoted(data):
    return '"' + "".join(chr(b) if 0x20 <= b < 0x7F and b not in (0x22, 0x5C) else f"\\{b:02x}" for b in data) + '"'


def bits(number):
    return format(struct.unpack("<Q", struct.pack("<d", number))[0], "x")


class Dumper:
    def __init__(self, source):
        self.source = source
        self.spans = True

    def node(self, name, node, *parts):
        place = ""
        if self.spans:
            place = f"@{node.lineno}:{node.col_offset}-{node.end_lineno}:{node.end_col_offset}"
        return "(" + name + place + "".join(" " + part for part in parts) + ")"

    def group(self, name, parts):
        return "[" + name + "".join(" " + part for part in parts) + "]"

    def block(self, name, body):
        return "[" + name + "".join(self.statement(s) for s in body) + "]"

    def optional(self, value):
        return "-" if value is None else self.expression(value)

    def all(self, values):
        return [self.expression(v) for v in values]

    def without_spans(self, make):
        outer, self.spans = self.spans, False
        text = make()
        self.spans = outer
        return text

    def constant(self, node):
        value = node.value
        if value is None or value is True or value is False:
            return self.node(str(value), node)
        if value is Ellipsis:
            return self.node("Ellipsis", node)
        if isinstance(value, int):
            if value < 2**63:
                return self.node("int", node, str(value))
            return self.node("big", node, ast.get_source_segment(self.source, node).replace("_", "").lower())
        if isinstance(value, float):
            return self.node("float", node, bits(value))
        if isinstance(value, complex):
            return self.node("imaginary", node, bits(value.imag))
        if isinstance(value, str):
            return self.node("str", node, quoted(value.encode("utf-8", "surrogatepass")))
        return self.node("bytes", node, quoted(value))

    def formatted(self, node):
        parts = []
        text = ""
        for part in node.values:
            if isinstance(part, ast.Constant):
                text += part.value
                continue
            if text:
                parts.append(quoted(text.encode("utf-8", "surrogatepass")))
            text = ""
            inner = [self.expression(part.value), "-" if part.conversion < 0 else chr(part.conversion)]
            if part.format_spec is not None:
                inner.append(self.group("spec", self.formatted(part.format_spec)))
            parts.append(self.group("value", inner))
        if text:
            parts.append(quoted(text.encode("utf-8", "surrogatepass")))
        return parts

    def comprehension(self, name, node, elements):
        clauses = [
            self.group("for", [self.expression(c.target), self.expression(c.iter)] + self.all(c.ifs))
            for c in node.generators
        ]
        return self.node(name, node, *self.all(elements), *clauses)

    def expression(self, e):
        match e:
            case ast.Constant(): return self.constant(e)
            case ast.JoinedStr():
                return self.node("fstring", e, *self.without_spans(lambda: self.formatted(e)))
            case ast.Name(): return self.node("name", e, e.id)
            case ast.Tuple(): return self.node("tuple", e, *self.all(e.elts))
            case ast.List(): return self.node("list", e, *self.all(e.elts))
            case ast.Set(): return self.node("set", e, *self.all(e.elts))
            case ast.Dict():
                parts = []
                for key, value in zip(e.keys, e.values):
                    parts += ["**" if key is None else self.expression(key), self.expression(value)]
                return self.node("dict", e, *parts)
            case ast.UnaryOp(): return self.node("unary", e, UNARY[type(e.op)], self.expression(e.operand))
            case ast.BinOp():
                return self.node("binary", e, BINARY[type(e.op)], self.expression(e.left), self.expression(e.right))
            case ast.BoolOp():
                return self.node("and" if isinstance(e.op, ast.And) else "or", e, *self.all(e.values))
            case ast.Compare():
                parts = [self.expression(e.left)]
                for op, value in zip(e.ops, e.comparators):
                    parts += [COMPARE[type(op)], self.expression(value)]
                return self.node("compare", e, *parts)
            case ast.IfExp(): return self.node("conditional", e, *self.all([e.test, e.body, e.orelse]))
            case ast.Lambda(): return self.node("lambda", e, self.parameters(e.args), self.expression(e.body))
            case ast.Call():
                return self.node("call", e, self.expression(e.func), *self.arguments(e.args, e.keywords))
            case ast.Attribute(): return self.node("attribute", e, self.expression(e.value), e.attr)
            case ast.Subscript(): return self.node("subscript", e, self.expression(e.value), self.expression(e.slice))
            case ast.Slice():
                return self.node("slice", e, self.optional(e.lower), self.optional(e.upper), self.optional(e.step))
            case ast.Starred(): return self.node("starred", e, self.expression(e.value))
            case ast.ListComp(): return self.comprehension("listcomp", e, [e.elt])
            case ast.SetComp(): return self.comprehension("setcomp", e, [e.elt])
            case ast.DictComp(): return self.comprehension("dictcomp", e, [e.key, e.value])
            case ast.GeneratorExp(): return self.comprehension("generator", e, [e.elt])
            case ast.Yield(): return self.node("yield", e, self.optional(e.value))
            case ast.YieldFrom(): return self.node("yieldfrom", e, self.expression(e.value))
            case ast.NamedExpr(): return self.node("named", e, e.target.id, self.expression(e.value))
        raise TypeError(e)

    def arguments(self, args, keywords):
        parts = []
        for value in args:
            if isinstance(value, ast.Starred):
                parts.append(self.node("starred", value, self.without_spans(lambda: self.expression(value.value))))
            else:
                parts.append(self.expression(value))
        for keyword in keywords:
            if keyword.arg is None:
                parts.append(self.group("**", [self.expression(keyword.value)]))
            else:
                parts.append(self.group("=", [keyword.arg, self.expression(keyword.value)]))
        return parts

    def parameters(self, a):
        parts = []

        def add(parameter, default):
            parts.append(parameter.arg)
            if parameter.annotation is not None:
                parts.append(self.group(":", [self.expression(parameter.annotation)]))
            if default is not None:
                parts.append(self.group("=", [self.expression(default)]))

        defaults = [None] * (len(a.posonlyargs) + len(a.args) - len(a.defaults)) + a.defaults
        for index, parameter in enumerate(a.posonlyargs):
            add(parameter, defaults[index])
        if a.posonlyargs:
            parts.append("/")
        for index, parameter in enumerate(a.args, len(a.posonlyargs)):
            add(parameter, defaults[index])
        if a.vararg is not None:
            parts.append("*")
            add(a.vararg, None)
        elif a.kwonlyargs:
            parts.append("*")
        for parameter, default in zip(a.kwonlyargs, a.kw_defaults):
            add(parameter, default)
        if a.kwarg is not None:
            parts.append("**")
            add(a.kwarg, None)
        return self.group("parameters", parts)

    def statement(self, s):
        return self.statement_text(s)

    def statement_text(self, s):
        n = self.node
        match s:
            case ast.Expr(): return n("expr", s, self.expression(s.value))
            case ast.Assign(): return n("assign", s, *self.all(s.targets), self.expression(s.value))
            case ast.AugAssign():
                return n("augassign", s, self.expression(s.target), BINARY[type(s.op)], self.expression(s.value))
            case ast.AnnAssign():
                return n("annassign", s, self.expression(s.target), self.expression(s.annotation),
                         self.optional(s.value), "simple" if s.simple else "complex")
            case ast.Return(): return n("return", s, self.optional(s.value))
            case ast.Delete(): return n("del", s, *self.all(s.targets))
            case ast.Pass(): return n("pass", s)
            case ast.Break(): return n("break", s)
            case ast.Continue(): return n("continue", s)
            case ast.Global(): return n("global", s, *s.names)
            case ast.Nonlocal(): return n("nonlocal", s, *s.names)
            case ast.Assert(): return n("assert", s, self.expression(s.test), self.optional(s.msg))
            case ast.Raise(): return n("raise", s, self.optional(s.exc), self.optional(s.cause))
            case ast.Import(): return n("import", s, *(f"{a.name}/{a.asname or '-'}" for a in s.names))
            case ast.ImportFrom():
                return n("from", s, f"{s.module or '-'}/{s.level}", *(f"{a.name}/{a.asname or '-'}" for a in s.names))
            case ast.If() | ast.While():
                name = "if" if isinstance(s, ast.If) else "while"
                return n(name, s, self.expression(s.test), self.block("then", s.body), self.block("else", s.orelse))
            case ast.For():
                return n("for", s, self.expression(s.target), self.expression(s.iter),
                         self.block("then", s.body), self.block("else", s.orelse))
            case ast.Try():
                handlers = [
                    n("except", h, self.optional(h.type), h.name or "-", self.block("then", h.body))
                    for h in s.handlers
                ]
                return n("try", s, self.block("then", s.body), *handlers, self.block("else", s.orelse),
                         self.block("finally", s.finalbody))
            case ast.With():
                items = []
                for item in s.items:
                    items += [self.expression(item.context_expr), self.optional(item.optional_vars)]
                return n("with", s, *items, self.block("then", s.body))
            case ast.Match():
                cases = [
                    self.group("case", [self.pattern(c.pattern), self.optional(c.guard), self.block("then", c.body)])
                    for c in s.cases
                ]
                return n("match", s, self.expression(s.subject), *cases)
            case ast.FunctionDef():
                return n("def", s, s.name, *self.all(s.decorator_list), self.parameters(s.args),
                         self.optional(s.returns), self.block("then", s.body))
            case ast.ClassDef():
                return n("class", s, s.name, *self.all(s.decorator_list),
                         self.group("bases", self.arguments(s.bases, s.keywords)), self.block("then", s.body))
        raise TypeError(s)

    def pattern(self, p):
        n = self.node
        match p:
            case ast.MatchValue(): return n("value", p, self.expression(p.value))
            case ast.MatchSingleton(): return n("singleton", p, f"({p.value})")
            case ast.MatchSequence(): return n("sequence", p, *map(self.pattern, p.patterns))
            case ast.MatchStar(): return n("star", p, p.name or "-")
            case ast.MatchMapping():
                parts = []
                for key, value in zip(p.keys, p.patterns):
                    parts += [self.expression(key), self.pattern(value)]
                return n("mapping", p, *parts, p.rest or "-")
            case ast.MatchClass():
                parts = [self.expression(p.cls), *map(self.pattern, p.patterns)]
                for name, value in zip(p.kwd_attrs, p.kwd_patterns):
                    parts += [name + "=", self.pattern(value)]
                return n("class", p, *parts)
            case ast.MatchOr(): return n("or", p, *map(self.pattern, p.patterns))
            case ast.MatchAs():
                if p.pattern is None:
                    return n("wildcard", p) if p.name is None else n("capture", p, p.name)
                return n("as", p, self.pattern(p.pattern), p.name)
        raise TypeError(p)


def dump(source):
    """The trees of a file given as bytes."""
    dumper = Dumper(source.decode("utf-8-sig"))
    return "".join(dumper.statement(s) + "\n" for s in ast.parse(source).body)


def main():
    if sys.argv[1:]:
        for path in sys.argv[1:]:
            sys.stdout.write(dump(pathlib.Path(path).read_bytes()))
        return
    folder = pathlib.Path(__file__).parent / "golden" / "trees"
    for path in sorted(folder.glob("*.py")):
        path.with_suffix(".tree").write_text(dump(path.read_bytes()), "utf-8")


if __name__ == "__main__":
    main()
