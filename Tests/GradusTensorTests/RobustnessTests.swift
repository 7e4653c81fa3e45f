import GradusTensor
import Testing

/// Every operation called with arguments that do not suit it: wrong ranks, dtypes and sizes, axes of size zero, NaN and
/// infinities, negative and huge parameters. An operation may refuse them by an error or make something of them; what it must
/// not do is end the process, which is how this test fails.
@MainActor
@Suite(.serialized)
struct RobustnessTests {
    /// How many calls each signature of a row gets.
    private static let callsPerSignature = 14

    /// A fixed sequence of choices.
    private struct Dice {
        var state: UInt64

        mutating func next(_ n: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(max(n, 1)))
        }
    }

    private static func tensors() throws -> [Tensor] {
        let matrix = try Tensor([1, -2, 3, 4, 5.5, 6] as [Float], shape: [2, 3])
        let leaf = try Tensor([0.5, 1.5, 2.5, 3.5] as [Float], shape: [2, 2])
        try leaf.setRequiresGrad(true)
        return [
            try Tensor.full([], 1.5), try Tensor.full([], 3), matrix, try matrix.t(), leaf,
            try Tensor([1, 2, 3] as [Float]), try Tensor.zeros([0]), try Tensor.zeros([0, 3]),
            try Tensor.zeros([2, 0, 3]), try Tensor([1, 2, 3]), try Tensor([0, 1, 0, 5], shape: [2, 2]),
            try Tensor([-1, 7, Int.max]), try Tensor([true, false, true]),
            try Tensor([Float.nan, .infinity, -.infinity]), try Tensor.eye(3), try Tensor.zeros([3, 3]),
            try Tensor.ones([3, 3], dtype: .float64), try Tensor.ones([2, 2], dtype: .float16),
            try Tensor([UInt8(0), 200, 3]), try Tensor.ones([1, 2, 5, 5]), try Tensor.ones([1, 1, 2, 3, 2]),
            try Tensor.ones([3, 1]).expand([3, 4]), try Tensor.ones([2, 3], device: .meta),
            try Tensor.full([2, 2], .double(.nan)), try Tensor.ones([1, 1, 1, 1, 1, 1, 1, 1]),
        ]
    }

    private static let ints = [0, 1, 2, 3, -1, -2, 7, 100, Int.max, Int.min, 1 << 40, -(1 << 33)]
    private static let floats: [Double] = [
        0, 0.5, 1, -1.5, 2, .nan, .infinity, -.infinity, 1e308, Double.leastNonzeroMagnitude,
    ]
    private static let lists: [Dims] = [
        [], [0], [1], [-1], [2, 2], [0, 1], [1, 0], [-1, 3], [1 << 40, 1 << 40], [Int.max], [Int.min, 1], [1, 2, 3],
        [2, 3], [1, 1, 1, 1, 1, 1, 1, 1],
    ]
    private static let words = [
        "", "x", "mean", "sum", "none", "reflect", "nearest", "bilinear", "floor", "ij,jk", "ii", "...", "a->b", "L",
    ]

    private static func value(_ kind: Signature.Kind, _ pool: [Tensor], _ dice: inout Dice) -> OpValue {
        // One argument in eight is of any kind at all.
        var kind = kind
        if dice.next(8) == 0 { kind = [.tensor, .int, .float, .ints(size: nil), .string, .bool][dice.next(6)] }
        switch kind {
        case .tensor: return .tensor(pool[dice.next(pool.count)])
        case .tensors: return .tensors((0..<dice.next(4)).map { _ in pool[dice.next(pool.count)] })
        case .scalar:
            return dice.next(2) == 0
                ? .scalar(.int(ints[dice.next(ints.count)])) : .scalar(.double(floats[dice.next(floats.count)]))
        case .int: return .scalar(.int(ints[dice.next(ints.count)]))
        case .float: return .scalar(.double(floats[dice.next(floats.count)]))
        case .ints(let size):
            if size != nil && dice.next(2) == 0 { return .scalar(.int(ints[dice.next(ints.count)])) }
            return .ints(lists[dice.next(lists.count)])
        case .scalars, .floats:
            return .scalars((0..<dice.next(4)).map { _ in .double(floats[dice.next(floats.count)]) })
        case .bool: return .scalar(.bool(dice.next(2) == 0))
        case .string: return .string(words[dice.next(words.count)])
        case .dtype: return .dtype(DType.allCases[dice.next(DType.allCases.count)])
        case .device: return .string(["cpu", "meta", "cuda", "nowhere"][dice.next(4)])
        case .generator, .layout: return .none
        case .any:
            switch dice.next(6) {
            case 0: return .nested([[0, 1], [1, 5]])
            case 1: return .scalar(.double(floats[dice.next(floats.count)]))
            case 2: return .ints(lists[dice.next(lists.count)])
            case 3: return .string(words[dice.next(words.count)])
            case 4: return .tensor(pool[dice.next(pool.count)])
            default: return .none
            }
        }
    }

    @Test(arguments: [1, 2])
    func wrongArgumentsAreRefused(_ seed: Int) throws {
        var refused = 0
        var answered = 0
        for row in OpTable.rows {
            let name = row.name.utf8.reduce(UInt64(7)) { $0 &* 31 &+ UInt64($1) }
            var dice = Dice(state: UInt64(seed) &+ name)
            for signature in row.signatures {
                let pool = try RobustnessTests.tensors()
                for call in 0..<RobustnessTests.callsPerSignature {
                    var arguments: [OpValue] = []
                    var keywords: [KeywordValue] = []
                    for p in signature.parameters {
                        if p.defaultValue != nil && dice.next(3) == 0 { break }
                        let v = RobustnessTests.value(p.kind, pool, &dice)
                        if p.isKeywordOnly { keywords.append((p.name, v)) } else { arguments.append(v) }
                    }
                    // Now and then an argument too few.
                    if call % 7 == 6, !arguments.isEmpty { arguments.removeLast() }
                    let form: OpRow.Form =
                        row.places.contains(.inPlace) && (call % 3 == 2 || !row.places.contains(.function))
                        ? .inPlace : row.places.contains(.method) && call % 3 == 1 ? .method : .function
                    if form != .function {
                        guard case .tensor? = arguments.first else { continue }
                    }
                    do {
                        let result = try row.call(arguments, keywords, form: form)
                        answered += 1
                        try RobustnessTests.follow(result)
                    } catch {
                        refused += 1
                    }
                }
            }
        }
        #expect(refused > 1000)
        #expect(answered > 1000)
    }

    /// The result printed, and differentiated where it is recorded.
    private static func follow(_ result: OpResult) throws {
        let list: [Tensor]
        switch result {
        case .tensor(let t): list = [t]
        case .tensors(let l), .tuple(_, _, let l): list = l
        default: return
        }
        for t in list.prefix(3) {
            _ = t.description
            if t.requiresGrad && t.device == .cpu { try t.sum().backward() }
        }
    }
}
