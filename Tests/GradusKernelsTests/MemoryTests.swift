import GradusKernels
import Synchronization
import Testing

@MainActor
@Suite struct MemoryTests {
    @Test("transposes of any shape")
    func transpose() {
        for (rows, columns) in [(0, 3), (1, 7), (4, 4), (5, 9), (33, 70), (300, 200)] {
            let x = (0..<rows * columns).map { UInt32($0) }
            forEachVariant { variant in
                let y = Buffer<UInt32>(rows * columns, 5)
                Kernels.transpose(rows: rows, columns: columns, x: x, y: y.pointer)
                #expect(y.isIntact)
                for r in 0..<rows {
                    for c in 0..<columns where y.pointer[c * rows + r] != x[r * columns + c] {
                        Issue.record("\(variant) \(rows)×\(columns) at \(r), \(c)")
                    }
                }
            }
        }
    }

    @Test("strided copies permute, repeat and reverse")
    func strided() {
        let x = (0..<24).map { UInt64($0) }
        let y = Buffer<UInt64>(24, 99)
        Kernels.stridedCopy(
            rank: 3, sizes: [4, 2, 3], fromStrides: [1, 12, 4], toStrides: [6, 3, 1], x: x, y: y.pointer)
        var permuted = [UInt64]()
        for i in 0..<4 {
            for j in 0..<2 {
                for k in 0..<3 { permuted.append(UInt64(j * 12 + k * 4 + i)) }
            }
        }
        #expect(y.values == permuted)
        x.withUnsafeBufferPointer { p in
            guard let base = p.baseAddress else { return }
            Kernels.stridedCopy(rank: 1, sizes: [24], fromStrides: [-1], toStrides: [1], x: base + 23, y: y.pointer)
        }
        #expect(y.values == x.reversed())
        Kernels.stridedCopy(rank: 2, sizes: [6, 4], fromStrides: [0, 1], toStrides: [4, 1], x: x, y: y.pointer)
        #expect(y.values == (0..<24).map { UInt64($0 % 4) })
    }

    @Test("pictures are bytes over 255, normalised per channel")
    func images() {
        let bytes = (0..<3 * 2 * 37).map { UInt8(truncatingIfNeeded: $0 * 5) }
        let mean: [Float] = [0.1, 0.2]
        let std: [Float] = [0.3, 0.7]
        let expected = Buffer<Float>(2 * 2 * 37, 0)
        ScalarKernels.gatherImages(
            count: 2, channels: 2, plane: 37, images: bytes, indices: [2, 0], mean: mean, std: std, y: expected.pointer)
        #expect(expected.values[0] == (Float(bytes[2 * 74]) / 255 - 0.1) / 0.3)
        forEachVariant { variant in
            let y = Buffer<Float>(2 * 2 * 37, 5)
            Kernels.gatherImages(
                count: 2, channels: 2, plane: 37, images: bytes, indices: [2, 0], mean: mean, std: std, y: y.pointer)
            #expect(y.isIntact)
            #expect(y.values == expected.values, "\(variant)")
        }
    }

    @Test("every index is visited once, whatever the threads; nested loops run", arguments: [1, 2, 5])
    func threads(count: Int) {
        let before = Threads.count
        defer { Threads.count = before }
        Threads.count = count
        for (n, grain) in [(0, 4), (1, 4), (7, 3), (1000, 1), (1000, 64), (5, 100)] {
            for _ in 0..<20 {
                let seen = Buffer<UInt8>(n, 0)
                nonisolated(unsafe) let pointer = seen.pointer
                let inner = Atomic<Int>(0)
                Threads.parallelFor(n, grain: grain) { range in
                    for i in range { pointer[i] += 1 }
                    Threads.parallelFor(10, grain: 1) { inner.add($0.count, ordering: .relaxed) }
                }
                #expect(seen.values.allSatisfy { $0 == 1 })
                #expect(inner.load(ordering: .relaxed) == (n + grain - 1) / grain * 10)
            }
        }
    }

    @Test("an interrupt skips what is left, where the work may be stopped")
    func interrupt() {
        let word = UnsafeMutablePointer<UInt32>.allocate(capacity: 1)
        word.initialize(to: 1)
        let before = Threads.stopWord
        Threads.stopWord = UnsafePointer(word)
        defer {
            Threads.stopWord = before
            word.deallocate()
        }
        for threads in [1, 2] {
            let count = Threads.count
            Threads.count = threads
            defer { Threads.count = count }
            let done = Atomic<Int>(0)
            func work() { Threads.parallelFor(100, grain: 1) { done.add($0.count, ordering: .relaxed) } }
            #expect(Threads.watch())
            #expect(!Threads.watch())
            work()
            #expect(Threads.unwatch())
            #expect(done.load(ordering: .relaxed) == 0)
            // Elsewhere it is finished.
            work()
            #expect(done.load(ordering: .relaxed) == 100)
            word.pointee = 0
            #expect(Threads.watch())
            work()
            #expect(!Threads.unwatch())
            #expect(done.load(ordering: .relaxed) == 200)
            word.pointee = 1
        }
    }
}
