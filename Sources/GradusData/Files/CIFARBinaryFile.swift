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
        var block = [UInt8](repeating: 0, count: record)
        for index in 0..<count {
            try block.withUnsafeMutableBytes { try source.readExactly(into: $0, already: index * record) }
            let label = block[labelBytes - 1]
            guard Int(label) < classCount else {
                throw DataError.badRecord(
                    path: path, record: index, detail: "label \(label) where there are \(classCount) classes")
            }
            labels[index] = Int64(label)
            let start = index * pixelBytes
            for k in 0..<pixelBytes { pixels[start + k] = block[labelBytes + k] }
        }
        try source.expectEnd(consumed: count * record)
    }
}
