import GradusTensor

/// Remembers what the last few layers gave, so that an error further on can name the layer an odd shape came from.
/// Modules are told apart only, never read: they may be gone.
package enum LayerTrail {
    private static let capacity = 16
    private nonisolated(unsafe) static var modules = [ObjectIdentifier?](repeating: nil, count: capacity)
    private nonisolated(unsafe) static var shapes = [Dims](repeating: [], count: capacity)
    private nonisolated(unsafe) static var count = 0

    /// A layer has given a result of this shape.
    package static func note(_ module: Module, _ shape: Dims) {
        let place = count % capacity
        modules[place] = ObjectIdentifier(module)
        shapes[place] = shape
        count &+= 1
    }

    /// The latest first.
    package static var latest: [(module: ObjectIdentifier, shape: Dims)] {
        (0..<min(count, capacity)).compactMap { back in
            let place = (count - 1 - back) % capacity
            return modules[place].map { ($0, shapes[place]) }
        }
    }
}
