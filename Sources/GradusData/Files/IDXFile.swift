/// Header of an IDX file: two zero bytes, a type code, the number of axes, then each size as a big-endian UInt32.
/// Source: the description on the MNIST page, and torchvision's reader for the type codes.
package struct IDXHeader: Equatable, Sendable {
    package enum Element: UInt8, Sendable {
        case uint8 = 8
        case int8 = 9
        case int16 = 11
        case int32 = 12
        case float32 = 13
        case float64 = 14

        package var size: Int {
            switch self {
            case .uint8, .int8: 1
            case .int16: 2
            case .int32, .float32: 4
            case .float64: 8
            }
        }
    }

    package let element: Element
    package let shape: [Int]

    package var headerSize: Int { 4 + 4 * shape.count }
    package var dataSize: Int { shape.reduce(element.size, *) }
}

/// Reads IDX arrays, raw or inside gzip, straight into memory that the caller allocates once the header is trusted.
package enum IDXFile {
    /// Reads and checks the header: magic number, number of axes, and that the sizes fit what can follow.
    package static func readHeader(_ source: any ByteSource) throws -> IDXHeader {
        let path = source.path
        let limit = source.maximumRemaining
        let start = try source.readBytes(4)
        guard start[0] == 0, start[1] == 0, let element = IDXHeader.Element(rawValue: start[2]),
            (1...4).contains(start[3])
        else {
            throw DataError.wrongMagic(
                path: path, expected: "an IDX header such as 0x00000801 or 0x00000803", actual: hexadecimal(start))
        }
        let axes = Int(start[3])
        let sizes = try source.readBytes(4 * axes, already: 4)
        var shape: [Int] = []
        var bytes = element.size
        for axis in 0..<axes {
            let size = sizes[4 * axis..<4 * axis + 4].reduce(0) { $0 << 8 | Int($1) }
            shape.append(size)
            let (product, overflow) = bytes.multipliedReportingOverflow(by: size)
            guard !overflow, product <= Int.max / 2 else {
                throw DataError.lyingHeader(path: path, detail: "sizes \(shape) overflow")
            }
            bytes = product
        }
        let header = IDXHeader(element: element, shape: shape)
        if header.headerSize + bytes > limit {
            // A plain file has a known length, so this is an ordinary truncation; in gzip only the bound is known.
            if source is GzipSource {
                throw DataError.lyingHeader(
                    path: path, detail: "sizes \(shape) need \(bytes) bytes, more than the compressed data can hold")
            }
            throw DataError.truncated(path: path, expected: header.headerSize + bytes, actual: limit)
        }
        return header
    }

    /// Reads the elements after the header into `buffer` (of exactly `header.dataSize` bytes), turns them to the
    /// machine's byte order and checks that nothing follows.
    package static func readData(
        _ source: any ByteSource, header: IDXHeader, into buffer: UnsafeMutableRawBufferPointer
    ) throws {
        try source.readExactly(into: buffer, already: header.headerSize)
        try source.expectEnd(consumed: header.headerSize + header.dataSize)
        swapToHost(buffer, elementSize: header.element.size)
    }

    /// Whole file as bytes: for small arrays such as labels.
    package static func readBytes(path: String) throws -> (header: IDXHeader, bytes: [UInt8]) {
        let source = try openSource(path: path)
        let header = try readHeader(source)
        var bytes = [UInt8](repeating: 0, count: header.dataSize)
        try bytes.withUnsafeMutableBytes { try readData(source, header: header, into: $0) }
        return (header, bytes)
    }

    private static func swapToHost(_ buffer: UnsafeMutableRawBufferPointer, elementSize: Int) {
        guard elementSize > 1 else { return }
        for start in stride(from: 0, to: buffer.count, by: elementSize) {
            for k in 0..<elementSize / 2 { buffer.swapAt(start + k, start + elementSize - 1 - k) }
        }
    }

    static func hexadecimal(_ bytes: [UInt8]) -> String {
        "0x" + bytes.map { hexadecimalDigits($0) }.joined()
    }
}

/// Two lower-case hexadecimal digits.
func hexadecimalDigits(_ byte: UInt8) -> String {
    let text = String(byte, radix: 16)
    return text.count == 1 ? "0" + text : text
}
