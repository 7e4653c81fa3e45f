import Foundation
import GradusKernels
import Testing

/// Steps of recurrent layers: each variant against the formulas in float64.
@MainActor
@Suite struct RecurrentTests {
    private static let sizes = [(1, 1), (2, 5), (3, 16), (4, 33), (1, 70)]

    private func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }

    @Test("a step of an LSTM and its gradient")
    func lstm() {
        for (rows, hidden) in Self.sizes {
            var noise = Noise(rows * 100 + hidden)
            let n = rows * hidden
            let (x, u) = (noise.floats(4 * n + 40, scale: 2), noise.floats(4 * n))
            let bias = hidden % 2 == 0 ? nil : noise.floats(4 * hidden + 40)
            let (cOld, dh, dc) = (noise.floats(n + 40), noise.floats(n + 40), noise.floats(n + 40))
            var (gates, c, cTanh, h) = ([Float](), [Float](), [Float](), [Float]())
            var (dSums, dcOld) = ([Float](), [Float]())
            for row in 0..<rows {
                var (parts, gradients) = ([[Float]](repeating: [], count: 4), [[Float]](repeating: [], count: 4))
                for unit in 0..<hidden {
                    func sum(_ gate: Int) -> Double {
                        let at = row * 4 * hidden + gate * hidden + unit
                        return Double(x[at]) + Double(u[at]) + Double(bias?[gate * hidden + unit] ?? 0)
                    }
                    let at = row * hidden + unit
                    let (i, f, g, o) = (sigmoid(sum(0)), sigmoid(sum(1)), tanh(sum(2)), sigmoid(sum(3)))
                    let new = f * Double(cOld[at]) + i * g
                    let cell = Double(dh[at]) * o * (1 - tanh(new) * tanh(new)) + Double(dc[at])
                    for (k, value) in [i, f, g, o].enumerated() { parts[k].append(Float(value)) }
                    let gradient = [
                        cell * g * i * (1 - i), cell * Double(cOld[at]) * f * (1 - f), cell * i * (1 - g * g),
                        Double(dh[at]) * tanh(new) * o * (1 - o),
                    ]
                    for (k, value) in gradient.enumerated() { gradients[k].append(Float(value)) }
                    c.append(Float(new))
                    cTanh.append(Float(tanh(new)))
                    h.append(Float(o * tanh(new)))
                    dcOld.append(Float(cell * f))
                }
                gates += parts.flatMap { $0 }
                dSums += gradients.flatMap { $0 }
            }
            forEachVariant { variant in
                let note = "\(variant) \(rows)×\(hidden)"
                let a = Buffer<Float>(4 * n, 9)
                for (i, value) in u.enumerated() { a.pointer[i] = value }
                let (b, t, y, e, d) = (
                    Buffer<Float>(n, 9), Buffer<Float>(n, 9), Buffer<Float>(n, 9), Buffer<Float>(n, 9),
                    Buffer<Float>(4 * n, 9)
                )
                Kernels.lstmStep(
                    rows: rows, hidden: hidden, x: x, bias: bias, gates: a.pointer, cOld: cOld, c: b.pointer,
                    cTanh: t.pointer, h: y.pointer)
                expectClose(a.values, gates, 2e-6, note)
                expectClose(b.values, c, 2e-6, note)
                expectClose(t.values, cTanh, 2e-6, note)
                expectClose(y.values, h, 2e-6, note)
                for i in 0..<n { e.pointer[i] = dc[i] }
                Kernels.lstmStepBackward(
                    rows: rows, hidden: hidden, gates: a.pointer, cOld: cOld, cTanh: t.pointer, dh: dh, dc: e.pointer,
                    dSums: d.pointer)
                expectClose(d.values, dSums, 2e-6, note)
                expectClose(e.values, dcOld, 2e-6, note)
                #expect(a.isIntact && b.isIntact && t.isIntact && y.isIntact && d.isIntact && e.isIntact)
            }
        }
    }

    @Test("a step of a GRU and its gradient")
    func gru() {
        for (rows, hidden) in Self.sizes {
            var noise = Noise(rows * 100 + hidden + 7)
            let n = rows * hidden
            let (x, u) = (noise.floats(3 * n + 40, scale: 2), noise.floats(3 * n + 40, scale: 2))
            let (hOld, dh) = (noise.floats(n + 40), noise.floats(n + 40))
            let bias = hidden % 2 == 0 ? nil : noise.floats(3 * hidden + 40)
            var (kept, h, dhOld) = ([Float](), [Float](), [Float]())
            var (dx, du) = ([Float](), [Float]())
            for row in 0..<rows {
                var parts = [[Float]](repeating: [], count: 4)
                var (left, right) = ([[Float]](repeating: [], count: 3), [[Float]](repeating: [], count: 3))
                for unit in 0..<hidden {
                    func at(_ list: [Float], _ gate: Int) -> Double {
                        Double(list[row * 3 * hidden + gate * hidden + unit])
                    }
                    func sum(_ gate: Int) -> Double { at(u, gate) + Double(bias?[gate * hidden + unit] ?? 0) }
                    let place = row * hidden + unit
                    let (old, gradient) = (Double(hOld[place]), Double(dh[place]))
                    let (r, z) = (sigmoid(at(x, 0) + sum(0)), sigmoid(at(x, 1) + sum(1)))
                    let n = tanh(at(x, 2) + r * sum(2))
                    for (k, value) in [r, z, n, sum(2)].enumerated() { parts[k].append(Float(value)) }
                    h.append(Float((old - n) * z + n))
                    dhOld.append(Float(gradient * z))
                    let fresh = gradient * (1 - z) * (1 - n * n)
                    let (reset, update) = (fresh * sum(2) * r * (1 - r), gradient * (old - n) * z * (1 - z))
                    for (k, value) in [reset, update, fresh].enumerated() { left[k].append(Float(value)) }
                    for (k, value) in [reset, update, fresh * r].enumerated() { right[k].append(Float(value)) }
                }
                kept += parts.flatMap { $0 }
                dx += left.flatMap { $0 }
                du += right.flatMap { $0 }
            }
            forEachVariant { variant in
                let note = "\(variant) \(rows)×\(hidden)"
                let (k, y, e) = (Buffer<Float>(4 * n, 9), Buffer<Float>(n, 9), Buffer<Float>(n, 9))
                let (p, q) = (Buffer<Float>(3 * n, 9), Buffer<Float>(3 * n, 9))
                Kernels.gruStep(
                    rows: rows, hidden: hidden, x: x, bias: bias, u: u, hOld: hOld, kept: k.pointer,
                    h: y.pointer)
                expectClose(k.values, kept, 2e-6, note)
                expectClose(y.values, h, 2e-6, note)
                for i in 0..<n { e.pointer[i] = dh[i] }
                Kernels.gruStepBackward(
                    rows: rows, hidden: hidden, kept: k.pointer, hOld: hOld, dh: e.pointer, dx: p.pointer,
                    du: q.pointer)
                expectClose(p.values, dx, 2e-6, note)
                expectClose(q.values, du, 2e-6, note)
                expectClose(e.values, dhOld, 2e-6, note)
                #expect(k.isIntact && y.isIntact && e.isIntact && p.isIntact && q.isIntact)
            }
        }
    }
}
