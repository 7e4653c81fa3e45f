/// Where characters are in the bytes of a text that is not ASCII. It remembers the last place that was asked for, so
/// that walking along a text takes linear time.
final class TextOffsets {
    private weak var owner: StringObject?
    private var byte = 0
    private var index = 0

    /// The map of the text that was used last.
    nonisolated(unsafe) private static let shared = TextOffsets()

    static func of(_ string: StringObject) -> TextOffsets {
        if shared.owner !== string {
            shared.owner = string
            shared.byte = 0
            shared.index = 0
        }
        return shared
    }

    /// The number of the character that begins at a byte.
    func index(ofByte target: Int, in bytes: UnsafePointer<UInt8>) -> Int {
        if target < byte / 2 {
            byte = 0
            index = 0
        }
        while byte < target {
            byte += 1
            if byte == target || bytes[byte] & 0xC0 != 0x80 { index += 1 }
        }
        while byte > target {
            byte -= 1
            if bytes[byte] & 0xC0 != 0x80 { index -= 1 }
        }
        return index
    }

    /// Where a character begins; `target` is at most the number of characters.
    func byte(ofIndex target: Int, in bytes: UnsafePointer<UInt8>, count: Int) -> Int {
        if target < index / 2 {
            byte = 0
            index = 0
        }
        while index < target, byte < count {
            byte += 1
            while byte < count, bytes[byte] & 0xC0 == 0x80 { byte += 1 }
            index += 1
        }
        while index > target, byte > 0 {
            byte -= 1
            while byte > 0, bytes[byte] & 0xC0 == 0x80 { byte -= 1 }
            index -= 1
        }
        return byte
    }
}
