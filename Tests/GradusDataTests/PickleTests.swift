import GradusData
import Testing

@Suite struct PickleTests {
    /// `pickle.dumps({"a": [1, -2, 3.5, None, True], "b": ("x", b"y"), "n": {"k": 70000}}, protocol)` for each protocol.
    @Test(arguments: [
        "80027d71002858010000006171015d7102284b014afeffffff47400c0000000000004e886558010000006271035801000000787104635f636f646563730a656e636f64650a7105580100000079710658060000006c6174696e31710786710852710986710a58010000006e710b7d710c58010000006b710d4a7011010073752e",
        "80037d71002858010000006171015d7102284b014afeffffff47400c0000000000004e886558010000006271035801000000787104430179710586710658010000006e71077d710858010000006b71094a7011010073752e",
        "8004953d000000000000007d94288c0161945d94284b014afeffffff47400c0000000000004e88658c0162948c0178944301799486948c016e947d948c016b944a7011010073752e",
        "8005953d000000000000007d94288c0161945d94284b014afeffffff47400c0000000000004e88658c0162948c0178944301799486948c016e947d948c016b944a7011010073752e",
    ])
    func read(_ hexadecimal: String) throws {
        let document = try Unpickler.load(bytes(hexadecimal), path: "test.pkl")
        guard case .dictionary(let root) = document.root else {
            Issue.record("no dictionary")
            return
        }
        let list = try #require(root["a"]?.items)
        #expect(list.count == 5)
        #expect(list[0].integer == 1 && list[1].integer == -2 && list[4].integer == 1)
        if case .real(let value) = list[2] { #expect(value == 3.5) } else { Issue.record("no number") }
        #expect(root["b"]?.items?[0].string == "x")
        guard case .dictionary(let inner) = root["n"] else {
            Issue.record("no inner dictionary")
            return
        }
        #expect(inner["k"]?.integer == 70000)
    }

    /// Names are data: nothing is imported, nothing runs.
    @Test func callsAreData() throws {
        // cos\nsystem\n(S'true'\ntR. with a binary string
        let document = try Unpickler.load(
            Array("cos\nsystem\n".utf8) + [0x55, 4] + Array("true".utf8) + [0x85, 0x52, 0x2E], path: "x")
        guard case .object(let object) = document.root else {
            Issue.record("no object")
            return
        }
        #expect(object.name == "os.system")
        #expect(object.arguments.first?.string == "true")
    }

    /// Every prefix and every changed byte gives a value or an error.
    @Test func damage() throws {
        let good = bytes(Self.protocolFour)
        for count in 0..<good.count {
            #expect(throws: DataError.self) { try Unpickler.load(Array(good.prefix(count)), path: "x") }
        }
        for index in good.indices {
            for value in [UInt8(0), 0x2E, 0x61, 0x73, 0x75, 0x65, 0x85, 0xFF] {
                var bad = good
                bad[index] = value
                _ = try? Unpickler.load(bad, path: "x")
            }
        }
    }

    @Test func deepNesting() throws {
        let count = 200_000
        let tuples: [UInt8] = [0x80, 2, 0x29] + [UInt8](repeating: 0x85, count: count) + [0x2E]
        _ = try Unpickler.load(tuples, path: "x")
        let lists = [UInt8](repeating: 0x5D, count: count) + [UInt8](repeating: 0x61, count: count - 1) + [0x2E]
        _ = try Unpickler.load(lists, path: "x")
        // A list that contains itself.
        _ = try Unpickler.load([0x5D, 0x71, 0, 0x68, 0, 0x61, 0x2E], path: "x")
    }

    private static let protocolFour =
        "8004953d000000000000007d94288c0161945d94284b014afeffffff47400c0000000000004e88658c0162948c0178944301799486948c016e947d948c016b944a7011010073752e"

    private func bytes(_ hexadecimal: String) -> [UInt8] {
        let digits = Array(hexadecimal.utf8)
        func value(_ digit: UInt8) -> UInt8 { digit < 58 ? digit - 48 : digit - 87 }
        return stride(from: 0, to: digits.count - 1, by: 2).map { value(digits[$0]) << 4 | value(digits[$0 + 1]) }
    }
}
