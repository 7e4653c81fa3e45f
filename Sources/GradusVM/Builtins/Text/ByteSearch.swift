#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

#if canImport(Glibc)
    // Declared by glibc only for C sources that ask for GNU extensions.
    @_silgen_name("memmem")
    private func memmem(
        _ text: UnsafeRawPointer, _ textCount: Int, _ pattern: UnsafeRawPointer, _ patternCount: Int
    ) -> UnsafeMutableRawPointer?
#endif

typealias ByteBuffer = UnsafeBufferPointer<UInt8>

/// Searching and cutting of byte strings: WTF-8 text and bytes alike, since WTF-8 is found only at its boundaries.
enum ByteSearch {
    /// The first place at or after `start`.
    @inline(__always)
    static func find(_ needle: ByteBuffer, in text: ByteBuffer, from start: Int = 0, to end: Int) -> Int? {
        let room = end - start
        if needle.count > room { return nil }
        if needle.isEmpty { return start }
        guard let base = text.baseAddress, let pattern = needle.baseAddress else { return nil }
        if room > PlainText.stretch { return findFar(needle, in: text, from: start, to: end) }
        let found =
            needle.count == 1
            ? memchr(base + start, CInt(needle[0]), room) : memmem(base + start, room, pattern, needle.count)
        return found.map { UnsafeRawPointer($0) - UnsafeRawPointer(base) }
    }

    /// In stretches that overlap by the needle; the search is given up on Ctrl-C.
    @inline(never)
    private static func findFar(_ needle: ByteBuffer, in text: ByteBuffer, from start: Int, to end: Int) -> Int? {
        guard let base = text.baseAddress, let pattern = needle.baseAddress else { return nil }
        var place = start
        while end - place >= needle.count {
            let room = min(end - place, PlainText.stretch + needle.count - 1)
            let found =
                needle.count == 1
                ? memchr(base + place, CInt(needle[0]), room) : memmem(base + place, room, pattern, needle.count)
            if let found {
                return UnsafeRawPointer(found) - UnsafeRawPointer(base)
            }
            place += PlainText.stretch
            if Attention.isLeaving() { return nil }
        }
        return nil
    }

    /// The last place that ends at or before `end`.
    static func findLast(_ needle: ByteBuffer, in text: ByteBuffer, from start: Int, to end: Int) -> Int? {
        if needle.count > end - start { return nil }
        guard let base = text.baseAddress, let pattern = needle.baseAddress, !needle.isEmpty else { return end }
        var place = end - needle.count
        let first = needle[0]
        while place >= start {
            if base[place] == first, memcmp(base + place, pattern, needle.count) == 0 { return place }
            place -= 1
            if place & 0xFF_FFFF == 0, Attention.isLeaving() { return nil }
        }
        return nil
    }

    /// How often a needle that is not empty occurs without overlap.
    static func count(_ needle: ByteBuffer, in text: ByteBuffer, from start: Int, to end: Int) -> Int {
        if needle.count == 1 {
            let byte = needle[0]
            var total = 0
            PlainText.inStretches(end - start) {
                for index in start + $0.lowerBound..<start + $0.upperBound { total += text[index] == byte ? 1 : 0 }
            }
            return total
        }
        var total = 0
        var place = start
        while let found = find(needle, in: text, from: place, to: end) {
            total += 1
            place = found + needle.count
            if total & 0xFFFF == 0, Attention.isLeaving() { break }
        }
        return total
    }

    static func isEqual(_ a: ByteBuffer, _ b: ByteBuffer) -> Bool {
        guard a.count == b.count else { return false }
        guard let left = a.baseAddress, let right = b.baseAddress, a.count > 0 else { return true }
        return memcmp(left, right, a.count) == 0
    }

    /// -1, 0 or 1 by the values of the bytes (which is the order of code points too).
    static func order(_ a: ByteBuffer, _ b: ByteBuffer) -> Int {
        let shared = min(a.count, b.count)
        if shared > 0, let left = a.baseAddress, let right = b.baseAddress {
            let order = memcmp(left, right, shared)
            if order != 0 { return order < 0 ? -1 : 1 }
        }
        return a.count == b.count ? 0 : (a.count < b.count ? -1 : 1)
    }

    static func hasPrefix(_ text: ByteBuffer, _ prefix: ByteBuffer) -> Bool {
        prefix.count <= text.count && isEqual(ByteBuffer(rebasing: text[..<prefix.count]), prefix)
    }

    static func hasSuffix(_ text: ByteBuffer, _ suffix: ByteBuffer) -> Bool {
        suffix.count <= text.count && isEqual(ByteBuffer(rebasing: text[(text.count - suffix.count)...]), suffix)
    }

    // MARK: Cutting

    static func split(_ text: ByteBuffer, _ separator: ByteBuffer, limit: Int) -> [Range<Int>] {
        var pieces: [Range<Int>] = []
        var start = 0
        while limit < 0 || pieces.count < limit {
            guard let found = find(separator, in: text, from: start, to: text.count) else { break }
            pieces.append(start..<found)
            if pieces.count & 0xFFFF == 0, Attention.isLeaving() { break }
            start = found + separator.count
        }
        pieces.append(start..<text.count)
        return pieces
    }

    static func splitLast(_ text: ByteBuffer, _ separator: ByteBuffer, limit: Int) -> [Range<Int>] {
        var pieces: [Range<Int>] = []
        var end = text.count
        while limit < 0 || pieces.count < limit {
            guard let found = findLast(separator, in: text, from: 0, to: end) else { break }
            if pieces.count & 0xFFFF == 0xFFFF, Attention.isLeaving() { break }
            pieces.append(found + separator.count..<end)
            end = found
        }
        pieces.append(0..<end)
        return pieces.reversed()
    }

    /// The length in bytes of a white-space character at a place; 0 for other characters.
    @inline(__always)
    static func spaceLength(_ text: ByteBuffer, _ index: Int, isText: Bool) -> Int {
        let byte = text[index]
        if byte < 0x80 { return byte <= 0x20 && isSpace(byte, isText: isText) ? 1 : 0 }
        // White space beyond ASCII begins with one of these bytes; inside a character nothing begins.
        guard isText, byte == 0xC2 || byte >= 0xE1 && byte <= 0xE3 else { return 0 }
        return wideSpaceLength(text, index)
    }

    /// Text counts the four separators 0x1C ... 0x1F as white space.
    @inline(__always)
    static func isSpace(_ byte: UInt8, isText: Bool) -> Bool {
        byte == 0x20 || (byte >= 9 && byte <= 13) || (isText && byte >= 0x1C && byte <= 0x1F)
    }

    @inline(never)
    private static func wideSpaceLength(_ text: ByteBuffer, _ index: Int) -> Int {
        guard let base = text.baseAddress else { return 0 }
        let (scalar, length) = StringObject.decode(base + index, limit: text.count - index)
        return TextOperations.isSpace(scalar) ? length : 0
    }

    /// The length of a white-space character that ends before `end`.
    @inline(__always)
    private static func spaceLengthBefore(_ text: ByteBuffer, _ end: Int, isText: Bool) -> Int {
        if text[end - 1] < 0x80 || !isText { return spaceLength(text, end - 1, isText: isText) }
        var start = end - 1
        while start > 0, text[start] & 0xC0 == 0x80 { start -= 1 }
        return spaceLength(text, start, isText: isText)
    }

    static func splitSpaces(_ text: ByteBuffer, limit: Int, isText: Bool) -> [Range<Int>] {
        var pieces: [Range<Int>] = []
        var index = 0
        while true {
            while index < text.count {
                let length = spaceLength(text, index, isText: isText)
                if length == 0 { break }
                index += length
            }
            if index >= text.count { return pieces }
            if limit >= 0, pieces.count >= limit {
                pieces.append(index..<text.count)
                return pieces
            }
            let start = index
            if pieces.count & 0xFFFF == 0xFFFF, Attention.isLeaving() { return pieces }
            while index < text.count, spaceLength(text, index, isText: isText) == 0 { index += 1 }
            pieces.append(start..<index)
        }
    }

    static func splitSpacesLast(_ text: ByteBuffer, limit: Int, isText: Bool) -> [Range<Int>] {
        if limit < 0 { return splitSpaces(text, limit: -1, isText: isText) }
        var pieces: [Range<Int>] = []
        var end = text.count
        while true {
            while end > 0 {
                let length = spaceLengthBefore(text, end, isText: isText)
                if length == 0 { break }
                end -= length
            }
            if end == 0 { return pieces.reversed() }
            if pieces.count >= limit {
                pieces.append(0..<end)
                return pieces.reversed()
            }
            let stop = end
            while end > 0, spaceLengthBefore(text, end, isText: isText) == 0 { end -= 1 }
            pieces.append(end..<stop)
        }
    }

    /// What is left without white space at the ends.
    static func strip(_ text: ByteBuffer, isText: Bool, left: Bool, right: Bool) -> Range<Int> {
        var start = 0
        var end = text.count
        while left, start < end {
            let length = spaceLength(text, start, isText: isText)
            if length == 0 || start & 0xFFFFF == 0xFFFFF && Attention.isLeaving() { break }
            start += length
        }
        while right, end > start {
            let length = spaceLengthBefore(text, end, isText: isText)
            if length == 0 || end & 0xFFFFF == 0xFFFFF && Attention.isLeaving() { break }
            end -= length
        }
        return start..<end
    }

    /// What is left without characters of a set at the ends.
    static func strip(_ text: ByteBuffer, set: ByteBuffer, isText: Bool, left: Bool, right: Bool) -> Range<Int> {
        var start = 0
        var end = text.count
        func length(_ index: Int) -> Int {
            guard isText, text[index] >= 0x80, let base = text.baseAddress else { return 1 }
            return StringObject.decode(base + index, limit: text.count - index).length
        }
        func isMember(_ index: Int, _ length: Int) -> Bool {
            let piece = ByteBuffer(rebasing: text[index..<index + length])
            return find(piece, in: set, to: set.count) != nil
        }
        while left, start < end, isMember(start, length(start)) {
            start += length(start)
            if start & 0xFFFF == 0, Attention.isLeaving() { break }
        }
        while right, end > start {
            var last = end - 1
            while isText, last > start, text[last] & 0xC0 == 0x80 { last -= 1 }
            if !isMember(last, end - last) || last & 0xFFFF == 0 && Attention.isLeaving() { break }
            end = last
        }
        return start..<end
    }

    static func splitLines(_ text: ByteBuffer, keepsEnds: Bool, isText: Bool) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        var start = 0
        var index = 0
        while index < text.count {
            let byte = text[index]
            var length = 0
            if byte == 10 || byte == 13 {
                length = byte == 13 && index + 1 < text.count && text[index + 1] == 10 ? 2 : 1
            } else if isText {
                if byte == 0x0B || byte == 0x0C || (byte >= 0x1C && byte <= 0x1E) {
                    length = 1
                } else if byte == 0xC2, text[index + 1] == 0x85 {
                    length = 2
                } else if byte == 0xE2, text[index + 1] == 0x80, text[index + 2] | 1 == 0xA9 {
                    length = 3
                }
            }
            if length == 0 {
                index += 1
                if index & 0xFF_FFFF == 0, Attention.isLeaving() { return lines }
                continue
            }
            lines.append(start..<(keepsEnds ? index + length : index))
            index += length
            start = index
        }
        if start < text.count { lines.append(start..<text.count) }
        return lines
    }

    /// Replaces at most `limit` (-1: all) occurrences; nil where nothing changes. An empty needle matches between
    /// characters.
    static func replace(
        _ old: ByteBuffer, with new: ByteBuffer, in text: ByteBuffer, limit: Int, isText: Bool
    ) -> [UInt8]? {
        if limit == 0 || old.count > text.count { return nil }
        var result: [UInt8] = []
        if old.isEmpty {
            var done = 0
            var index = 0
            while limit < 0 || done < limit {
                result += new
                done += 1
                if index >= text.count { return result }
                if index & 0xFFFFF == 0xFFFFF, Attention.isLeaving() { return result }
                repeat {
                    result.append(text[index])
                    index += 1
                } while isText && index < text.count && text[index] & 0xC0 == 0x80
            }
            result += text[index...]
            return result
        }
        guard var found = find(old, in: text, to: text.count) else { return nil }
        if old.count == new.count, old.count == 1, limit < 0 {
            let (from, to) = (old[0], new[0])
            return [UInt8](unsafeUninitializedCapacity: text.count) { buffer, count in
                PlainText.inStretches(text.count) {
                    for index in $0 { buffer[index] = text[index] == from ? to : text[index] }
                }
                count = text.count
            }
        }
        var places = [found]
        while places.count != limit, places.count & 0xFFFF != 0 || !Attention.isLeaving(),
            let next = find(old, in: text, from: found + old.count, to: text.count)
        {
            places.append(next)
            found = next
        }
        let total = text.count + places.count * (new.count - old.count)
        guard let source = text.baseAddress else { return nil }
        return [UInt8](unsafeUninitializedCapacity: total) { buffer, count in
            count = total
            guard var place = buffer.baseAddress else { return }
            var start = 0
            for (number, found) in places.enumerated() {
                if number & 0xFFFF == 0xFFFF, Attention.isLeaving() { return }
                place.update(from: source + start, count: found - start)
                place += found - start
                if let replacement = new.baseAddress, new.count > 0 {
                    place.update(from: replacement, count: new.count)
                    place += new.count
                }
                start = found + old.count
            }
            place.update(from: source + start, count: text.count - start)
        }
    }
}
