import CSIMD
import GradusKernelTypes

// One step of a recurrent layer after its matrix products: what is left goes from element to element of the state.

/// Calls `body` with the places of the vectors of a [rows, hidden] state: row, column, elements left in the row.
@inline(always)
private func overState(_ rows: Int, _ hidden: Int, _ body: (_ row: Int, _ column: Int, _ left: Int) -> Void) {
    for row in 0..<rows {
        var column = 0
        while column < hidden {
            body(row, column, hidden - column)
            column += vectorWidth
        }
    }
}

/// The state's part of the sum of a gate, with its bias.
@inline(always)
private func stateSum(_ u: In<Float>, _ bias: In<Float>?, _ column: Int, _ left: Int) -> Vec {
    let product = load(u, upTo: left)
    guard let bias else { return product }
    return product + load(bias + column, upTo: left)
}

func lstmStep(
    rows: Int, hidden: Int, x: In<Float>, bias: In<Float>?, gates: Out<Float>, cOld: In<Float>, c: Out<Float>,
    cTanh: Out<Float>, h: Out<Float>
) {
    @inline(always) func body(_ row: Int, _ column: Int, _ left: Int) {
        let first = row * 4 * hidden + column
        let sums = gates + first
        let at = row * hidden + column
        @inline(always) func sum(_ gate: Int) -> Vec {
            let place = gate * hidden
            return load(x + first + place, upTo: left) + stateSum(In(sums + place), bias, place + column, left)
        }
        let i = vectorSigmoid(sum(0))
        let f = vectorSigmoid(sum(1))
        let g = vectorTanh(sum(2))
        let o = vectorSigmoid(sum(3))
        let new = v_fma(f, load(cOld + at, upTo: left), i * g)
        let bounded = vectorTanh(new)
        store(i, sums, upTo: left)
        store(f, sums + hidden, upTo: left)
        store(g, sums + 2 * hidden, upTo: left)
        store(o, sums + 3 * hidden, upTo: left)
        store(new, c + at, upTo: left)
        store(bounded, cTanh + at, upTo: left)
        store(o * bounded, h + at, upTo: left)
    }
    overState(rows, hidden, body)
}

func lstmStepBackward(
    rows: Int, hidden: Int, gates: In<Float>, cOld: In<Float>, cTanh: In<Float>, dh: In<Float>, dc: Out<Float>,
    dSums: Out<Float>
) {
    let one = splat(1)
    @inline(always) func body(_ row: Int, _ column: Int, _ left: Int) {
        let values = gates + row * 4 * hidden + column
        let sums = dSums + row * 4 * hidden + column
        let at = row * hidden + column
        let i = load(values, upTo: left)
        let f = load(values + hidden, upTo: left)
        let g = load(values + 2 * hidden, upTo: left)
        let o = load(values + 3 * hidden, upTo: left)
        let bounded = load(cTanh + at, upTo: left)
        let gradient = load(dh + at, upTo: left)
        let cell = v_fma(gradient * o, one - bounded * bounded, load(In(dc + at), upTo: left))
        store(cell * g * i * (one - i), sums, upTo: left)
        store(cell * load(cOld + at, upTo: left) * f * (one - f), sums + hidden, upTo: left)
        store(cell * i * (one - g * g), sums + 2 * hidden, upTo: left)
        store(gradient * bounded * o * (one - o), sums + 3 * hidden, upTo: left)
        store(cell * f, dc + at, upTo: left)
    }
    overState(rows, hidden, body)
}

func gruStep(
    rows: Int, hidden: Int, x: In<Float>, bias: In<Float>?, u: In<Float>, hOld: In<Float>, kept: Out<Float>,
    h: Out<Float>
) {
    @inline(always) func body(_ row: Int, _ column: Int, _ left: Int) {
        let (p, q) = (x + row * 3 * hidden + column, u + row * 3 * hidden + column)
        @inline(always) func sum(_ gate: Int) -> Vec {
            stateSum(q + gate * hidden, bias, gate * hidden + column, left)
        }
        let out = kept + row * 4 * hidden + column
        let at = row * hidden + column
        let r = vectorSigmoid(load(p, upTo: left) + sum(0))
        let z = vectorSigmoid(load(p + hidden, upTo: left) + sum(1))
        let state = sum(2)
        let n = vectorTanh(v_fma(r, state, load(p + 2 * hidden, upTo: left)))
        store(r, out, upTo: left)
        store(z, out + hidden, upTo: left)
        store(n, out + 2 * hidden, upTo: left)
        store(state, out + 3 * hidden, upTo: left)
        store(v_fma(load(hOld + at, upTo: left) - n, z, n), h + at, upTo: left)
    }
    overState(rows, hidden, body)
}

func gruStepBackward(
    rows: Int, hidden: Int, kept: In<Float>, hOld: In<Float>, dh: Out<Float>, dx: Out<Float>, du: Out<Float>
) {
    let one = splat(1)
    @inline(always) func body(_ row: Int, _ column: Int, _ left: Int) {
        let values = kept + row * 4 * hidden + column
        let (p, q) = (dx + row * 3 * hidden + column, du + row * 3 * hidden + column)
        let at = row * hidden + column
        let r = load(values, upTo: left)
        let z = load(values + hidden, upTo: left)
        let n = load(values + 2 * hidden, upTo: left)
        let gradient = load(In(dh + at), upTo: left)
        let fresh = gradient * (one - z) * (one - n * n)
        let reset = fresh * load(values + 3 * hidden, upTo: left) * r * (one - r)
        let update = gradient * (load(hOld + at, upTo: left) - n) * z * (one - z)
        store(reset, p, upTo: left)
        store(reset, q, upTo: left)
        store(update, p + hidden, upTo: left)
        store(update, q + hidden, upTo: left)
        store(fresh, p + 2 * hidden, upTo: left)
        store(fresh * r, q + 2 * hidden, upTo: left)
        store(gradient * z, dh + at, upTo: left)
    }
    overState(rows, hidden, body)
}
