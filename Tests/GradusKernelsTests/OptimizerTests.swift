import GradusKernels
import Testing

@MainActor
@Suite struct OptimizerTests {
    private struct State {
        var p, a, b, c: Buffer<Float>

        init(_ n: Int) {
            var noise = Noise(n)
            p = Buffer(n, 5)
            a = Buffer(n, 5)
            b = Buffer(n, 5)
            c = Buffer(n, 5)
            for i in 0..<n {
                p.pointer[i] = noise.next()
                a.pointer[i] = noise.next()
                b.pointer[i] = abs(noise.next())
                c.pointer[i] = abs(noise.next())
            }
        }

        var bits: [UInt32] { [p, a, b, c].flatMap { $0.values.map(\.bitPattern) } }
        var isIntact: Bool { [p, a, b, c].allSatisfy { $0.isIntact } }
    }

    /// Steps by the kernels must give the same bits as the twins.
    private func check(_ note: String, _ kernel: (Int, State, [Float]) -> Void, _ twin: (Int, State, [Float]) -> Void) {
        for n in [0, 1, 5, 16, 33, 100] {
            var noise = Noise(n + 7)
            let grad = noise.floats(n + 1)
            let expected = State(n)
            twin(n, expected, grad)
            forEachVariant { variant in
                let actual = State(n)
                kernel(n, actual, grad)
                #expect(actual.isIntact)
                #expect(actual.bits == expected.bits, "\(note) \(variant) \(n)")
            }
        }
    }

    @Test("SGD rounds as its twin", arguments: [false, true])
    func sgd(maximize: Bool) {
        for step in [
            SGDStep(lr: 0.1, maximize: maximize),
            SGDStep(lr: 0.1, momentum: 0.9, weightDecay: 0.01, maximize: maximize),
            SGDStep(lr: 0.1, momentum: 0.9, nesterov: true),
            SGDStep(lr: 0.1, momentum: 0.8, dampening: 0.3, first: true),
        ] {
            check("\(step)") { n, s, g in
                Kernels.sgd(step, n: n, p: s.p.pointer, grad: g, momentum: step.momentum == 0 ? nil : s.a.pointer)
            } _: { n, s, g in
                ScalarKernels.sgd(step, n: n, p: s.p.pointer, grad: g, momentum: step.momentum == 0 ? nil : s.a.pointer)
            }
        }
    }

    @Test("Adam and AdamW round as their twin", arguments: [false, true])
    func adam(amsgrad: Bool) {
        for step in [
            AdamStep(lr: 1e-3, step: 1), AdamStep(lr: 1e-3, weightDecay: 0.1, step: 7),
            AdamStep(lr: 1e-3, weightDecay: 0.1, decoupled: true, maximize: true, step: 3),
            AdamStep(lr: 1e-2, beta1: 0.3, beta2: 0.5, step: 2),
        ] {
            check("\(step)") { n, s, g in
                Kernels.adam(
                    step, n: n, p: s.p.pointer, grad: g, m: s.a.pointer, v: s.b.pointer,
                    vMax: amsgrad ? s.c.pointer : nil)
            } _: { n, s, g in
                ScalarKernels.adam(
                    step, n: n, p: s.p.pointer, grad: g, m: s.a.pointer, v: s.b.pointer,
                    vMax: amsgrad ? s.c.pointer : nil)
            }
        }
    }

    @Test("RMSprop, Adagrad and Adadelta round as their twins")
    func others() {
        for momentum in [0, 0.9] {
            let step = RMSpropStep(lr: 0.01, weightDecay: 0.1, momentum: momentum)
            check("\(step)") { n, s, g in
                Kernels.rmsprop(
                    step, n: n, p: s.p.pointer, grad: g, v: s.b.pointer, mean: nil,
                    momentum: momentum == 0 ? nil : s.c.pointer)
            } _: { n, s, g in
                ScalarKernels.rmsprop(
                    step, n: n, p: s.p.pointer, grad: g, v: s.b.pointer, mean: nil,
                    momentum: momentum == 0 ? nil : s.c.pointer)
            }
        }
        let adagrad = AdagradStep(lr: 0.01, lrDecay: 0.1, weightDecay: 0.1, step: 4)
        check("adagrad") { n, s, g in
            Kernels.adagrad(adagrad, n: n, p: s.p.pointer, grad: g, sum: s.b.pointer)
        } _: { n, s, g in
            ScalarKernels.adagrad(adagrad, n: n, p: s.p.pointer, grad: g, sum: s.b.pointer)
        }
        let adadelta = AdadeltaStep(weightDecay: 0.1)
        check("adadelta") { n, s, g in
            Kernels.adadelta(adadelta, n: n, p: s.p.pointer, grad: g, v: s.b.pointer, delta: s.c.pointer)
        } _: { n, s, g in
            ScalarKernels.adadelta(adadelta, n: n, p: s.p.pointer, grad: g, v: s.b.pointer, delta: s.c.pointer)
        }
    }
}
