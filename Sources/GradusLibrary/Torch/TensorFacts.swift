import GradusTensor
import GradusVM

/// What a person wants to know of a tensor at a glance.
package struct TensorFacts: Sendable {
    package let shape: [Int]
    package let dtype: String
    package let bytes: Int
    package let requiresGrad: Bool
    /// Of the finite elements; nil where there are none, or where the tensor is too large to look at each.
    package var range: (low: Double, high: Double)?
    package var nanCount = 0
    package var infinityCount = 0
    /// Of a bool tensor.
    package var trueCount: Int?

    package var count: Int { shape.reduce(1, *) }

    /// Larger tensors are not searched: a note must not make anybody wait.
    private static let limit = 1 << 26

    fileprivate init(_ tensor: Tensor, scans: Bool) {
        shape = Array(tensor.shape)
        dtype = tensor.dtype.name
        bytes = tensor.count * tensor.dtype.size
        requiresGrad = tensor.requiresGrad
        guard scans, !tensor.isMeta, tensor.count > 0, tensor.count <= Self.limit,
            let dense = try? tensor.alias().contiguousUnrecorded()
        else { return }
        let count = dense.count
        switch dense.dtype {
        case .bool: trueCount = UnsafeBufferPointer(start: dense.pointer(UInt8.self), count: count).count { $0 != 0 }
        case .uint8: scan(dense.pointer(UInt8.self), count)
        case .int8: scan(dense.pointer(Int8.self), count)
        case .int16: scan(dense.pointer(Int16.self), count)
        case .int32: scan(dense.pointer(Int32.self), count)
        case .int64: scan(dense.pointer(Int64.self), count)
        case .float32: scanFloats(dense.f32, count)
        case .float64: scanFloats(dense.pointer(Double.self), count)
        case .float16, .bfloat16:
            guard let wide = try? dense.to(.float32) else { return }
            scanFloats(wide.f32, count)
        }
    }

    private mutating func scan<T: FixedWidthInteger>(_ elements: UnsafeMutablePointer<T>, _ count: Int) {
        var (low, high) = (elements[0], elements[0])
        for index in 1..<max(1, count) {
            low = min(low, elements[index])
            high = max(high, elements[index])
        }
        range = (Double(low), Double(high))
    }

    private mutating func scanFloats<T: BinaryFloatingPoint>(_ elements: UnsafeMutablePointer<T>, _ count: Int) {
        var (low, high) = (T.infinity, -T.infinity)
        for index in 0..<count {
            let element = elements[index]
            if element.isFinite {
                if element < low { low = element }
                if element > high { high = element }
            } else if element.isNaN {
                nanCount += 1
            } else {
                infinityCount += 1
            }
        }
        if low <= high { range = (Double(low), Double(high)) }
    }
}

extension Library {
    /// The facts of a tensor; nil for other values.
    /// - Parameter scans: look at the elements too.
    package static func facts(_ value: Value, scans: Bool) -> TensorFacts? {
        value.asTensor.map { TensorFacts($0, scans: scans) }
    }

    /// How the native `forward` of a layer is called: `forward(input, hx=None)`; nil for other methods.
    package static func forwardSignature(_ layer: Value, _ method: Value) -> String? {
        guard let function = method.object as? NativeFunctionObject, function.name == "forward",
            let module = (layer.object as? ModuleInstance)?.module
        else { return nil }
        let parameters = module.forwardSchema.drop { $0 != "(" }.dropFirst().prefix { $0 != ")" }
        // Without the types, which stand in front of the names.
        let names = parameters.split(separator: ",").map { $0.drop { $0 == " " }.split(separator: " ").last ?? "" }
        return "forward(\(names.joined(separator: ", ")))"
    }

    /// How many finite elements of a tensor lie in each of `bins` equal parts of a range; nil for other values.
    package static func histogram(of value: Value, _ low: Double, _ high: Double, bins: Int) -> [Int]? {
        guard let tensor = value.asTensor, !tensor.isMeta, bins > 0,
            let wide = try? tensor.alias().contiguousUnrecorded().castUnrecorded(.float64)
        else { return nil }
        var counts = [Int](repeating: 0, count: bins)
        let elements = UnsafeBufferPointer(start: wide.pointer(Double.self), count: wide.count)
        for element in elements where element.isFinite {
            let place = high > low ? (element - low) / (high - low) * Double(bins) : 0
            counts[min(max(Int(place), 0), bins - 1)] += 1
        }
        return counts
    }
}

extension Library {
    /// The tensors in a value with their places: the value itself, the parameters, buffers and gradients of a module, the
    /// items of lists and dictionaries.
    package static func tensors(in value: Value, _ name: String, depth: Int = 0) -> [(
        place: String, facts: TensorFacts
    )] {
        if let tensor = value.asTensor {
            var found = [(name, TensorFacts(tensor, scans: true))]
            if let gradient = tensor.grad { found.append(("\(name).grad", TensorFacts(gradient, scans: true))) }
            return found
        }
        guard depth < 4 else { return [] }
        if let items = value.asList?.values ?? value.asTuple?.values {
            // Tensors stand in short lists; long ones hold numbers.
            return items.prefix(1000).enumerated().flatMap { tensors(in: $1, "\(name)[\($0)]", depth: depth + 1) }
        }
        if let dictionary = value.asDictionary {
            return dictionary.entries.flatMap { entry -> [(place: String, facts: TensorFacts)] in
                guard let key = entry.key.asString?.text else { return [] }
                return tensors(in: entry.value, "\(name)['\(key)']", depth: depth + 1)
            }
        }
        return moduleTensors(value, name)
    }
}

extension Library {
    /// The parameters, buffers and gradients of a network; empty for other values.
    private static func moduleTensors(_ value: Value, _ name: String) -> [(place: String, facts: TensorFacts)] {
        guard let module = (value.object as? ModuleInstance)?.module else { return [] }
        var found: [(place: String, facts: TensorFacts)] = []
        for (own, tensor) in module.namedParameters() {
            found.append(("\(name).\(own)", TensorFacts(tensor, scans: true)))
            if let gradient = tensor.grad { found.append(("\(name).\(own).grad", TensorFacts(gradient, scans: true))) }
        }
        for (own, tensor, _) in module.buffers {
            if let tensor { found.append(("\(name).\(own)", TensorFacts(tensor, scans: true))) }
        }
        return found
    }
}
