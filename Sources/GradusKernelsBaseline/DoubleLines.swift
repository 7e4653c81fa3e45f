import GradusKernelTypes

// float64 lines with a number. The fused ones return false in variants where a fused multiply-add is a library call.

func doubleAddScaled(_ n: Int, _ a: In<Double>, _ b: In<Double>, _ alpha: Double, _ y: Out<Double>) -> Bool {
    guard isFused else { return false }
    for i in 0..<n { y[i] = a[i].addingProduct(alpha, b[i]) }
    return true
}

func doubleAddcmul(
    _ n: Int, _ x: In<Double>, _ a: In<Double>, _ b: In<Double>, _ value: Double, _ y: Out<Double>
) -> Bool {
    guard isFused else { return false }
    for i in 0..<n { y[i] = x[i].addingProduct(value * a[i], b[i]) }
    return true
}

func doubleAddcdiv(
    _ n: Int, _ x: In<Double>, _ a: In<Double>, _ b: In<Double>, _ value: Double, _ y: Out<Double>
) -> Bool {
    for i in 0..<n { y[i] = x[i] + (value * a[i]) / b[i] }
    return true
}

func doubleLerp(_ n: Int, _ x: In<Double>, _ end: In<Double>, _ weight: Double, _ y: Out<Double>) -> Bool {
    guard isFused else { return false }
    if weight.magnitude < 0.5 {
        for i in 0..<n { y[i] = x[i].addingProduct(weight, end[i] - x[i]) }
    } else {
        let rest = 1 - weight
        for i in 0..<n { y[i] = end[i].addingProduct(-(end[i] - x[i]), rest) }
    }
    return true
}
