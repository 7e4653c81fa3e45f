import Foundation
import GradusKernels
import Testing

/// Memory of a test, freed with it, with a guard value behind the end.
final class Buffer<T: BitwiseCopyable & Equatable> {
    let pointer: UnsafeMutablePointer<T>
    let count: Int
    private let guardValue: T

    init(_ count: Int, _ value: T) {
        self.count = count
        guardValue = value
        pointer = .allocate(capacity: count + 33)
        pointer.initialize(repeating: value, count: count + 33)
    }

    deinit { pointer.deallocate() }

    var values: [T] { (0..<count).map { pointer[$0] } }
    /// True if nothing was written past the end.
    var isIntact: Bool { (count..<count + 33).allSatisfy { pointer[$0] == guardValue } }
}

/// Small deterministic noise in −1 … 1.
struct Noise {
    var state: UInt64

    init(_ seed: Int) { state = UInt64(seed) &* 0x9e37_79b9_7f4a_7c15 &+ 1 }

    mutating func next() -> Float {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Float(Int32(truncatingIfNeeded: state >> 33) % 100_003) / 100_003
    }

    mutating func floats(_ n: Int, scale: Float = 1) -> [Float] { (0..<n).map { _ in next() * scale } }
}

/// Runs `body` once per instruction set of this machine and with one and two threads.
@MainActor
func forEachVariant(_ body: (String) throws -> Void) rethrows {
    let before = InstructionSet.current
    let threads = Threads.count
    defer {
        InstructionSet.current = before
        Threads.count = threads
    }
    for table in InstructionSet.available {
        InstructionSet.current = table
        for count in [1, 2] {
            Threads.count = count
            try body("\(table.name), \(count) threads")
        }
    }
}

/// The one comparison: |a − b| ≤ tolerance · (1 + |b|), NaN equals NaN, infinities must agree.
func expectClose(
    _ actual: [Float], _ expected: [Float], _ tolerance: Float, _ note: @autoclosure () -> String,
    at location: SourceLocation = #_sourceLocation
) {
    #expect(actual.count == expected.count, sourceLocation: location)
    for (i, (a, b)) in zip(actual, expected).enumerated() {
        if a == b || (a.isNaN && b.isNaN) || abs(a - b) <= tolerance * (1 + abs(b)) { continue }
        Issue.record("\(note()): element \(i) is \(a), expected \(b)", sourceLocation: location)
        return
    }
}

/// Distance in units of the last place of the expected value, at least one subnormal.
func unitsInLastPlace(_ actual: Float, _ expected: Double) -> Double {
    if actual.isNaN && expected.isNaN { return 0 }
    if Double(actual) == expected || actual == Float(expected) { return 0 }
    let unit = Double(max(Float(abs(expected)).ulp, Float.leastNonzeroMagnitude))
    return abs(Double(actual) - expected) / unit
}
