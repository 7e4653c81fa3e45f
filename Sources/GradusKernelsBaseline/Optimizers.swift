import CSIMD
import GradusKernelTypes

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

// One vector form per optimiser; the roundings are those of the scalar twins, operation by operation.

/// Runs `body` over vectors: a place and the number of elements left from there.
@inline(always)
private func steps(_ n: Int, _ body: (Int, Int) -> Void) {
    var i = 0
    while i < n {
        body(i, n - i)
        i += vectorWidth
    }
}

@inline(always)
private func get(_ p: In<Float>, _ i: Int, _ count: Int) -> Vec {
    load(p + i, upTo: count)
}

@inline(always)
private func get(_ p: Out<Float>, _ i: Int, _ count: Int) -> Vec { get(In(p), i, count) }

@inline(always)
private func put(_ v: Vec, _ p: Out<Float>, _ i: Int, _ count: Int) {
    store(v, p + i, upTo: count)
}

func sgd(_ s: SGDStep, n: Int, p: Out<Float>, grad: In<Float>, momentum: Out<Float>?) {
    let decay = splat(Float(s.weightDecay))
    let decays = Float(s.weightDecay) != 0
    let rate = splat(Float(-s.lr))
    let factor = splat(Float(s.momentum))
    let fresh = splat(Float(1 - s.dampening))
    @inline(always) func body(_ i: Int, _ count: Int) {
        let x = get(p, i, count)
        var g = get(grad, i, count)
        if s.maximize { g = -g }
        if decays { g = v_fma_exact(decay, x, g) }
        if let momentum {
            let buffer = s.first ? g : v_fma_exact(fresh, g, get(momentum, i, count) * factor)
            put(buffer, momentum, i, count)
            g = s.nesterov ? v_fma_exact(factor, buffer, g) : buffer
        }
        put(v_fma_exact(rate, g, x), p, i, count)
    }
    steps(n, body)
}

func adam(
    _ s: AdamStep, n: Int, p: Out<Float>, grad: In<Float>, m: Out<Float>, v: Out<Float>, vMax: Out<Float>?
) {
    let decay = splat(Float(s.weightDecay))
    let shrink = splat(Float(1 - s.lr * s.weightDecay))
    let mWeight = 1 - s.beta1
    let beta2 = splat(Float(s.beta2))
    let vWeight = splat(Float(1 - s.beta2))
    let step = splat(Float(-(s.lr / (1 - pow(s.beta1, s.step)))))
    let root = splat(Float((1 - pow(s.beta2, s.step)).squareRoot()))
    let eps = splat(Float(s.eps))
    let near = abs(mWeight) < 0.5
    let w = splat(Float(mWeight))
    let rest = splat(1 - Float(mWeight))
    let decays = s.weightDecay != 0
    @inline(always) func body(_ i: Int, _ count: Int) {
        var x = get(p, i, count)
        var g = get(grad, i, count)
        if s.maximize { g = -g }
        if decays {
            if s.decoupled { x *= shrink } else { g = v_fma_exact(decay, x, g) }
        }
        let old = get(m, i, count)
        let mean = near ? v_fma_exact(w, g - old, old) : v_fma_exact(-(g - old), rest, g)
        put(mean, m, i, count)
        let square = v_fma_exact(vWeight * g, g, get(v, i, count) * beta2)
        put(square, v, i, count)
        var used = square
        if let vMax {
            let top = get(vMax, i, count)
            used = choose(square .!= square, square, v_max(square, top))
            put(used, vMax, i, count)
        }
        put(x + (step * mean) / (v_sqrt(used) / root + eps), p, i, count)
    }
    steps(n, body)
}

func rmsprop(
    _ s: RMSpropStep, n: Int, p: Out<Float>, grad: In<Float>, v: Out<Float>, mean: Out<Float>?, momentum: Out<Float>?
) {
    let decay = splat(Float(s.weightDecay))
    let decays = Float(s.weightDecay) != 0
    let alpha = splat(Float(s.alpha))
    let fresh = splat(Float(1 - s.alpha))
    let eps = splat(Float(s.eps))
    let rate = splat(Float(-s.lr))
    let factor = splat(Float(s.momentum))
    let near = abs(1 - s.alpha) < 0.5
    let rest = splat(1 - Float(1 - s.alpha))
    @inline(always) func body(_ i: Int, _ count: Int) {
        let x = get(p, i, count)
        var g = get(grad, i, count)
        if s.maximize { g = -g }
        if decays { g = v_fma_exact(decay, x, g) }
        let square = v_fma_exact(fresh * g, g, get(v, i, count) * alpha)
        put(square, v, i, count)
        var spread = square
        if let mean {
            let old = get(mean, i, count)
            let average = near ? v_fma_exact(fresh, g - old, old) : v_fma_exact(-(g - old), rest, g)
            put(average, mean, i, count)
            spread = v_fma_exact(-average, average, square)
        }
        let d = v_sqrt(spread) + eps
        if let momentum {
            let buffer = get(momentum, i, count) * factor + g / d
            put(buffer, momentum, i, count)
            put(v_fma_exact(rate, buffer, x), p, i, count)
        } else {
            put(x + (rate * g) / d, p, i, count)
        }
    }
    steps(n, body)
}

func adagrad(_ s: AdagradStep, n: Int, p: Out<Float>, grad: In<Float>, sum: Out<Float>) {
    let decay = splat(Float(s.weightDecay))
    let decays = Float(s.weightDecay) != 0
    let eps = splat(Float(s.eps))
    let rate = splat(Float(-(s.lr / (1 + (s.step - 1) * s.lrDecay))))
    @inline(always) func body(_ i: Int, _ count: Int) {
        let x = get(p, i, count)
        var g = get(grad, i, count)
        if s.maximize { g = -g }
        if decays { g = v_fma_exact(decay, x, g) }
        let square = v_fma_exact(g, g, get(sum, i, count))
        put(square, sum, i, count)
        put(x + (rate * g) / (v_sqrt(square) + eps), p, i, count)
    }
    steps(n, body)
}

func adadelta(_ s: AdadeltaStep, n: Int, p: Out<Float>, grad: In<Float>, v: Out<Float>, delta: Out<Float>) {
    let decay = splat(Float(s.weightDecay))
    let decays = Float(s.weightDecay) != 0
    let rho = splat(Float(s.rho))
    let fresh = splat(Float(1 - s.rho))
    let eps = splat(Float(s.eps))
    let rate = splat(Float(-s.lr))
    @inline(always) func body(_ i: Int, _ count: Int) {
        let x = get(p, i, count)
        var g = get(grad, i, count)
        if s.maximize { g = -g }
        if decays { g = v_fma_exact(decay, x, g) }
        let square = v_fma_exact(fresh * g, g, get(v, i, count) * rho)
        put(square, v, i, count)
        let old = get(delta, i, count)
        let d = v_sqrt(old + eps) / v_sqrt(square + eps) * g
        put(v_fma_exact(fresh * d, d, old * rho), delta, i, count)
        put(v_fma_exact(rate, d, x), p, i, count)
    }
    steps(n, body)
}
