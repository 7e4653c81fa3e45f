/// CIFAR's binary layout: records of label byte(s) followed by 3 × 32 × 32 bytes, plane by plane.
/// Source: the description on the CIFAR page. CIFAR-100 has a coarse and a fine label.
package enum CIFARBinaryFile {
    package static let side = 32
    package static let pixelBytes = 3 * 32 * 32

    /// Number of records in the file, from its size alone. Throws where the size is no multiple of a record.
    package static func recordCount(path: String, labelBytes: Int = 1) throws -> Int {
        let source = try FileSource(path: path)
        let record = labelBytes + pixelBytes
        guard source.size % record == 0, source.size > 0 else {
            throw DataError.truncated(path: path, expected: (source.size / record + 1) * record, actual: source.size)
        }
        return source.size / record
    }

    /// Reads every record: pixels to `pixels` as [count, 3, 32, 32], the last label byte of
    /// each record to `labels`. Labels of `classCount` or more are refused.
    package static func read(
        path: String, count: Int, classCount: Int, labelBytes: Int = 1,
        pixels: UnsafeMutableBufferPointer<UInt8>, labels: UnsafeMutableBufferPointer<Int64>
    ) throws {
        guard pixels.count == count * pixelBytes, labels.count == count else {
            throw DataError.lyingHeader(path: path, detail: "\(count) records do not fit the memory given")
        }
        let source = try FileSource(path: path)
        let record = labelBytes + pixelBytes
        guard let target = pixels.baseAddress else { return try source.expectEnd(consumed: 0) }
        // Some hundred records per read.
        let recordsPerBlock = 256
        var block = [UInt8](repeating: 0, count: record * recordsPerBlock)
        for first in stride(from: 0, to: count, by: recordsPerBlock) {
            let records = min(recordsPerBlock, count - first)
            try block.withUnsafeMutableBytes { block in
                let part = UnsafeMutableRawBufferPointer(rebasing: block[..<(records * record)])
                try source.readExactly(into: part, already: first * record)
                for index in 0..<records {
                    let label = part[index * record + labelBytes - 1]
                    guard Int(label) < classCount else {
                        throw DataError.badRecord(
                            path: path, record: first + index,
                            detail: "label \(label) where there are \(classCount) classes")
                    }
                    labels[first + index] = Int64(label)
                    UnsafeMutableRawBufferPointer(start: target + (first + index) * pixelBytes, count: pixelBytes)
                        .copyMemory(
                            from: UnsafeRawBufferPointer(
                                rebasing: part[index * record + labelBytes..<(index + 1) * record]))
                }
            }
        }
        try source.expectEnd(consumed: count * record)
    }
}
