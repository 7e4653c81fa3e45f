import GradusKernelTypes

// Choices between two lines by bytes: plain loops that the compiler vectorises, since both sides are read in any case.

func selectWords(
    n: Int, mask: In<UInt8>, a: In<UInt32>, aStep: Int, b: In<UInt32>, bStep: Int, y: Out<UInt32>
) { select(n, mask, a, aStep, b, bStep, y) }

func selectLongWords(
    n: Int, mask: In<UInt8>, a: In<UInt64>, aStep: Int, b: In<UInt64>, bStep: Int, y: Out<UInt64>
) { select(n, mask, a, aStep, b, bStep, y) }

@inline(__always)
private func select<T: FixedWidthInteger>(
    _ n: Int, _ mask: In<UInt8>, _ a: UnsafePointer<T>, _ aStep: Int, _ b: UnsafePointer<T>, _ bStep: Int,
    _ y: UnsafeMutablePointer<T>
) {
    if n == 0 { return }
    let (first, second) = (a[0], b[0])
    if aStep == 1 && bStep == 1 {
        for i in 0..<n {
            let (p, q) = (a[i], b[i])
            y[i] = mask[i] != 0 ? p : q
        }
    } else if aStep == 0 && bStep == 1 {
        for i in 0..<n {
            let q = b[i]
            y[i] = mask[i] != 0 ? first : q
        }
    } else if aStep == 1 && bStep == 0 {
        for i in 0..<n {
            let p = a[i]
            y[i] = mask[i] != 0 ? p : second
        }
    } else {
        for i in 0..<n { y[i] = mask[i] != 0 ? a[i * aStep] : b[i * bStep] }
    }
}
