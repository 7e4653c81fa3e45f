#!/usr/bin/env python3
"""Writes Sources/GradusKernelsBaseline/Tiles.swift: register tiles whose accumulators are plain local variables.

Swift keeps only such variables in registers reliably (arrays of accumulators are spilled), so the tiles are spelled out.
Run from the package's root; the output is committed.
"""

OUTPUT = "Sources/GradusKernelsBaseline/Tiles.swift"
# rows x vectors; the sets follow the 32 vector registers of AVX-512 and the 16 of AVX2 and SSE (NEON has 32, too).
WIDE = [(12, 2), (12, 1), (8, 3), (8, 2), (8, 1), (6, 4), (4, 4), (4, 2), (4, 1), (2, 2), (2, 1)]
NARROW = [(6, 2), (6, 1), (4, 3), (4, 2), (4, 1), (2, 2), (2, 1)]
DOUBLE = ("doubleTile", "VecDouble", "Double", "d_fma")
LINES_WIDE = [(12, 2), (12, 1), (8, 2), (8, 1), (4, 2), (4, 1), (2, 2), (2, 1)]
LINES_NARROW = [(6, 2), (6, 1), (4, 2), (4, 1), (2, 2), (2, 1)]
LANES = [14, 12, 10, 8, 7, 4]
PAIRS_WIDE = [(3, 5)]
PAIRS_NARROW = [(3, 3)]


def outer_tile(rows, vectors, name="tile", vector="Vec", element="Float", fma="v_fma"):
    name = f"{name}{rows}x{vectors}"
    kinds = ", ".join([vector] * vectors)
    result = f"({kinds})" if vectors > 1 else kinds
    out = [f"/// {rows} broadcast values times {vectors} vectors per step; `a` advances by {rows} elements."]
    out.append("@inline(always)")
    out.append(f"func {name}(")
    out.append(f"    _ count: Int, _ a: In<{element}>, _ load: (Int) -> {result}, _ store: (Int, Int, {vector}) -> Void")
    out.append(") {")
    for r in range(rows):
        for v in range(vectors):
            out.append(f"    var c{r}n{v} = {vector}.zero")
    out.append("    var p = a")
    out.append("    for k in 0..<count {")
    names = ", ".join(f"b{v}" for v in range(vectors))
    out.append(f"        let ({names}) = load(k)" if vectors > 1 else f"        let {names} = load(k)")
    for r in range(rows):
        out.append(f"        let a{r} = {vector}(repeating: p[{r}])")
        for v in range(vectors):
            out.append(f"        c{r}n{v} = {fma}(a{r}, b{v}, c{r}n{v})")
    out.append(f"        p += {rows}")
    out.append("    }")
    for r in range(rows):
        for v in range(vectors):
            out.append(f"    store({r}, {v}, c{r}n{v})")
    out.append("}")
    return "\n".join(out)


def line_tile(rows, vectors):
    """The same with rows that lie apart: three of them are reached from one pointer."""
    result = f"({', '.join(['Vec'] * vectors)})" if vectors > 1 else "Vec"
    out = [f"/// {rows} broadcast values, `aRow` apart, times {vectors} vectors per step; `a` advances by one element."]
    out.append("@inline(always)")
    out.append(f"func lines{rows}x{vectors}(")
    out.append(f"    _ count: Int, _ a: In<Float>, _ aRow: Int, _ load: (Int) -> {result}, _ store: (Int, Int, Vec) -> Void")
    out.append(") {")
    for r in range(rows):
        for v in range(vectors):
            out.append(f"    var c{r}n{v} = Vec.zero")
    for r in range(0, rows, 3):
        out.append(f"    var p{r} = a + {r} * aRow")
    out.append("    for k in 0..<count {")
    names = ", ".join(f"b{v}" for v in range(vectors))
    out.append(f"        let ({names}) = load(k)" if vectors > 1 else f"        let {names} = load(k)")
    for r in range(rows):
        place = ["0", "aRow", "2 * aRow"][r % 3]
        out.append(f"        let a{r} = Vec(repeating: p{r - r % 3}[{place}])")
        for v in range(vectors):
            out.append(f"        c{r}n{v} = v_fma(a{r}, b{v}, c{r}n{v})")
    for r in range(0, rows, 3):
        out.append(f"        p{r} += 1")
    out.append("    }")
    for r in range(rows):
        for v in range(vectors):
            out.append(f"    store({r}, {v}, c{r}n{v})")
    out.append("}")
    return "\n".join(out)


def pair_tile(rows, columns):
    name = f"pairs{rows}x{columns}"
    out = [f"/// {rows} vectors times {columns} vectors, lane by lane, per step."]
    out.append("@inline(always)")
    out.append(f"func {name}(")
    out.append("    _ count: Int, _ first: (Int, Int) -> Vec, _ second: (Int, Int) -> Vec,")
    out.append("    _ store: (Int, Int, Vec) -> Void")
    out.append(") {")
    for r in range(rows):
        for c in range(columns):
            out.append(f"    var c{r}n{c} = Vec.zero")
    out.append("    for k in 0..<count {")
    for c in range(columns):
        out.append(f"        let b{c} = second(k, {c})")
    for r in range(rows):
        out.append(f"        let a{r} = first(k, {r})")
        for c in range(columns):
            out.append(f"        c{r}n{c} = v_fma(a{r}, b{c}, c{r}n{c})")
    out.append("    }")
    for r in range(rows):
        for c in range(columns):
            out.append(f"    store({r}, {c}, c{r}n{c})")
    out.append("}")
    return "\n".join(out)


def window_tile(rows, taps, vectors):
    name = f"window{rows}x{taps}x{vectors}"
    out = [f"/// {rows} rows of {taps} neighbouring broadcast values times {vectors} vectors, over an area of positions."]
    out.append("///")
    out.append("/// `d` holds the vectors of all positions in order, `x0`… are the rows' first values; the next position adds `xStep`, the")
    out.append("/// next line `pitch`.")
    out.append("@inline(always)")
    out.append(f"func {name}(")
    pointers = ", ".join(f"_ x{r}: In<Float>" for r in range(rows))
    out.append(f"    height: Int, width: Int, xStep: Int, pitch: Int, d: In<Float>, dStep: Int, {pointers},")
    out.append("    _ store: (Int, Int, Int, Vec) -> Void")
    out.append(") {")
    for r in range(rows):
        for t in range(taps):
            for v in range(vectors):
                out.append(f"    var c{r}t{t}n{v} = Vec.zero")
    out.append("    var g = d")
    for r in range(rows):
        out.append(f"    var p{r} = x{r}")
    # One loop: in two nested ones each sum lives in two registers, and AVX2 has none to spare.
    out.append("    let skip = pitch - width * xStep")
    out.append("    var left = width")
    out.append("    for _ in 0..<height * width {")
    for v in range(vectors):
        out.append(f"        let g{v} = load(g + {v} * vectorWidth)")
    for r in range(rows):
        for t in range(taps):
            out.append(f"        let a{r}t{t} = Vec(repeating: p{r}[{t}])")
            for v in range(vectors):
                out.append(f"        c{r}t{t}n{v} = v_fma(a{r}t{t}, g{v}, c{r}t{t}n{v})")
    for r in range(rows):
        out.append(f"        p{r} += xStep")
    out.append("        g += dStep")
    out.append("        left -= 1")
    out.append("        if left == 0 {")
    out.append("            left = width")
    for r in range(rows):
        out.append(f"            p{r} += skip")
    out.append("        }")
    out.append("    }")
    for r in range(rows):
        for t in range(taps):
            for v in range(vectors):
                out.append(f"    store({r}, {t}, {v}, c{r}t{t}n{v})")
    out.append("}")
    return "\n".join(out)


def lane_tile(rows, vectors):
    name = f"lanes{rows}x{vectors}"
    out = [f"/// {rows} neighbouring broadcast values times {vectors} vectors per tap, over the taps of all channels."]
    out.append("///")
    out.append("/// `x` is the first value, to which each tap of a channel adds its offset and each channel `xStep`; `w` holds the")
    out.append("/// vectors of all taps in order, of which `skipped` floats lie between two channels.")
    out.append("@inline(always)")
    out.append(f"func {name}(")
    out.append("    channels: Int, taps: Int, x: In<Float>, xStep: Int, offsets: In<Int>, w: In<Float>, skipped: Int,")
    out.append("    _ store: (Int, Int, Vec) -> Void")
    out.append(") {")
    for r in range(rows):
        for v in range(vectors):
            out.append(f"    var c{r}n{v} = Vec.zero")
    out.append("    var q = w")
    out.append("    var channel = x")
    out.append("    for _ in 0..<channels {")
    out.append("        for k in 0..<taps {")
    out.append("            let p = channel + offsets[k]")
    for v in range(vectors):
        out.append(f"            let b{v} = load(q + {v} * vectorWidth)")
    for r in range(rows):
        out.append(f"            let a{r} = Vec(repeating: p[{r}])")
        for v in range(vectors):
            out.append(f"            c{r}n{v} = v_fma(a{r}, b{v}, c{r}n{v})")
    out.append(f"            q += {vectors} * vectorWidth")
    out.append("        }")
    out.append("        q += skipped")
    out.append("        channel += xStep")
    out.append("    }")
    for r in range(rows):
        for v in range(vectors):
            out.append(f"    store({r}, {v}, c{r}n{v})")
    out.append("}")
    return "\n".join(out)


def wide_row():
    out = ["/// One broadcast value times 8 vectors per step; `a` advances by `aStep` floats."]
    out.append("@inline(always)")
    out.append("func tile1x8(")
    out.append("    _ count: Int, _ a: In<Float>, _ aStep: Int, _ b: In<Float>, _ bStep: Int, _ store: (Int, Vec) -> Void")
    out.append(") {")
    for v in range(8):
        out.append(f"    var c{v} = Vec.zero")
    out.append("    var p = a")
    out.append("    var q = b")
    out.append("    for _ in 0..<count {")
    out.append("        let s = Vec(repeating: p[0])")
    for v in range(8):
        out.append(f"        c{v} = v_fma(s, load(q + {v} * vectorWidth), c{v})")
    out.append("        p += aStep")
    out.append("        q += bStep")
    out.append("    }")
    for v in range(8):
        out.append(f"    store({v}, c{v})")
    out.append("}")
    return "\n".join(out)


def main():
    parts = ["// Written by scripts/generate-tiles.py. Do not edit.", "import CSIMD\nimport GradusKernelTypes"]
    parts.append(wide_row())
    parts.append("#if ISA_V4")
    parts += [outer_tile(*t) for t in WIDE]
    parts += [line_tile(*t) for t in LINES_WIDE]
    parts.append(outer_tile(12, 2, *DOUBLE))
    parts += [pair_tile(*t) for t in PAIRS_WIDE]
    parts += [window_tile(4, 7, 1), window_tile(5, 5, 1), window_tile(8, 3, 1), window_tile(4, 3, 2)]
    parts += [lane_tile(r, 2) for r in LANES]
    parts.append("#else")
    parts += [outer_tile(*t) for t in NARROW]
    parts += [line_tile(*t) for t in LINES_NARROW]
    parts.append(outer_tile(6, 2, *DOUBLE))
    parts += [pair_tile(*t) for t in PAIRS_NARROW]
    parts += [window_tile(2, 7, 1), window_tile(2, 5, 1), window_tile(1, 5, 2), window_tile(4, 3, 1), window_tile(2, 3, 2)]
    parts.append("#endif")
    with open(OUTPUT, "w") as file:
        file.write("\n\n".join(parts) + "\n")


main()
