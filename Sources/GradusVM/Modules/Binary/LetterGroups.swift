/// Bytes as letters and back, group by group: the loops of base32, base85 and Ascii85, whose rules about ends and errors are
/// in `stdlib/base64.py`. A group of bytes is a number in network order, its letters are that number's digits.
enum LetterGroups {
    static func add(to module: ModuleBuilder) {
        module.function("_letters", "data, alphabet, size, letters, /") { vm, arguments in
            let (data, alphabet) = (
                try StructModule.bytes(vm, arguments[0]), try StructModule.bytes(vm, arguments[1])
            )
            let (size, letters) = (try vm.index(arguments[2]), try vm.index(arguments[3]))
            guard alphabet.count > 1, (1...7).contains(size), (1...16).contains(letters), data.count % size == 0 else {
                throw vm.valueError("whole groups of bytes and an alphabet are wanted")
            }
            return vm.value(BytesObject(try encoded(vm, data, alphabet, size, letters)))
        }
        module.function("_numbers", "text, alphabet, letters, size, /") { vm, arguments in
            let (text, alphabet) = (
                try StructModule.bytes(vm, arguments[0]), try StructModule.bytes(vm, arguments[1])
            )
            let (letters, size) = (try vm.index(arguments[2]), try vm.index(arguments[3]))
            guard alphabet.count < 256, (1...7).contains(size), (1...16).contains(letters), text.count % letters == 0
            else { throw vm.valueError("whole groups of letters and an alphabet are wanted") }
            switch try decoded(vm, text, alphabet, letters, size) {
            case .bytes(let bytes): return vm.value(BytesObject(bytes))
            case .badLetter(let place): return Value(place)
            case .tooLarge(let place): return Value(-1 - place)
            }
        }
    }

    private static func encoded(
        _ vm: VM, _ data: [UInt8], _ alphabet: [UInt8], _ size: Int, _ letters: Int
    ) throws -> [UInt8] {
        let base = UInt64(alphabet.count)
        var result = [UInt8](repeating: 0, count: data.count / size * letters)
        var out = 0
        for start in stride(from: 0, to: data.count, by: size) {
            if start & 0xFFFFF < size { try vm.checkStop() }
            var number: UInt64 = 0
            for place in start..<start + size { number = number << 8 | UInt64(data[place]) }
            for place in stride(from: out + letters - 1, through: out, by: -1) {
                let (rest, digit) = number.quotientAndRemainder(dividingBy: base)
                result[place] = alphabet[Int(digit)]
                number = rest
            }
            out += letters
        }
        return result
    }

    private enum Decoded {
        case bytes([UInt8])
        /// The place of a letter that is not in the alphabet.
        case badLetter(Int)
        /// The place of a group whose number does not fit into its bytes.
        case tooLarge(Int)
    }

    private static func decoded(
        _ vm: VM, _ text: [UInt8], _ alphabet: [UInt8], _ letters: Int, _ size: Int
    ) throws -> Decoded {
        var values = [UInt8](repeating: 255, count: 256)
        for (value, letter) in alphabet.enumerated() { values[Int(letter)] = UInt8(truncatingIfNeeded: value) }
        let base = UInt64(alphabet.count)
        var result = [UInt8](repeating: 0, count: text.count / letters * size)
        var out = 0
        for start in stride(from: 0, to: text.count, by: letters) {
            if start & 0xFFFFF < letters { try vm.checkStop() }
            var number: UInt64 = 0
            for place in start..<start + letters {
                let value = values[Int(text[place])]
                if value == 255 { return .badLetter(place) }
                number = number &* base &+ UInt64(value)
            }
            if number >> UInt64(8 * size) != 0 { return .tooLarge(start) }
            for place in stride(from: out + size - 1, through: out, by: -1) {
                result[place] = UInt8(truncatingIfNeeded: number)
                number >>= 8
            }
            out += size
        }
        return .bytes(result)
    }
}
