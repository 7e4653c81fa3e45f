/// How each digit is written: one line per variant, `digit weight: stroke / stroke …`, a stroke being the points that
/// the pen passes through on a 100 × 100 field (x to the right, y downwards). Smooth curves are laid through the points;
/// a point marked `!` is a corner. Weights say how often a variant is taken.
let digitSkeletonTable = """
    0 5: 52,10 30,20 22,50 30,80 50,90 70,80 78,50 70,20 50,10 44,12
    0 3: 60,12 38,24 26,52 32,82 48,88 66,72 74,44 68,20 56,12
    0 2: 42,14 26,34 24,64 40,88 62,86 76,62 74,32 58,12 46,16 40,24
    0 2: 66,18 46,10 26,30 22,60 38,86 62,84 78,58 72,28 58,16 50,20
    1 6: 50,10 50,50 50,90
    1 4: 60,10 50,50 40,90
    1 3: 34,28 52,10! 51,50 50,90
    1 2: 36,26 54,10! 53,50 52,88! / 34,90 52,89 72,90
    1 1: 46,10 52,48 54,90
    2 5: 26,28 36,12 58,10 70,26 60,50 40,72 24,88! 48,88 76,86
    2 4: 28,30 42,12 64,16 68,36 50,62 30,80 24,88 32,76 44,80 60,88 78,82
    2 2: 24,22 44,10 68,18 70,38 48,60 30,74 22,86 36,90 54,84 76,90
    2 2: 26,20 54,12 72,22 62,48 26,88! 74,88
    3 5: 28,20 46,10 66,18 64,38 46,48! 66,54 72,72 56,88 28,82
    3 3: 28,14 68,12! 46,42! 66,50 72,70 56,88 26,84
    3 3: 30,16 56,10 66,26 52,44 40,48 56,50 70,66 60,86 34,90 24,80
    3 2: 26,24 44,12 62,22 56,42 42,50 50,44 68,58 68,78 48,90 26,80
    4 4: 36,12 28,36 24,56! 50,56 78,52 / 64,16 62,50 60,92
    4 2: 60,10 42,34 22,62! 50,62 80,60 / 62,34 61,60 60,92
    4 3: 30,14 26,40 34,52 54,50 66,40! / 70,12 66,44 62,92
    4 1: 62,10 40,36 24,60! 52,58 78,58! / 62,10 60,50 58,90
    5 4: 34,12 32,30 30,46! 48,40 68,52 70,72 54,88 28,84 / 34,12 52,13 74,10
    5 3: 74,12 54,12 36,14! 32,44! 54,42 70,58 66,80 46,90 26,82
    5 2: 70,14 46,12 34,26 40,44 60,54 68,72 52,90 28,84
    5 2: 38,16 34,44! 52,40 70,54 68,76 48,88 28,86 / 38,16 58,16 76,14
    6 5: 62,10 42,28 28,56 30,80 48,90 66,80 66,60 50,54 32,66
    6 3: 50,10 34,36 28,66 40,88 60,86 70,68 58,54 38,58 30,72
    6 2: 70,14 50,20 32,44 26,72 42,90 62,84 64,66 50,58 36,68 32,80
    6 2: 42,10 34,40 32,72 46,90 62,80 62,62 48,58 36,70
    7 5: 26,14 50,14 74,12! 60,44 48,90
    7 3: 26,16 72,14! 58,46 46,90 / 38,50 54,50 70,48
    7 2: 28,26 30,14! 52,16 74,12! 62,36 52,62 50,90
    7 2: 24,20 40,12 58,18 74,14! 56,50 40,88
    8 5: 66,22 50,10 34,20 38,38 56,52 68,70 54,88 36,84 32,66 50,50 66,32 64,18 52,12
    8 3: 50,10 34,22 44,44 64,60 66,80 48,90 32,78 40,58 60,42 66,24 52,10
    8 2: 50,48 34,34 38,16 56,10 68,24 60,42 46,50 / 50,48 66,60 66,80 50,90 32,82 34,62 52,48
    8 2: 70,18 52,10 34,18 38,36 58,50 66,68 54,88 34,86 34,66 54,46 70,20
    9 5: 68,28 54,12 34,20 32,42 50,50 66,36 68,28! 66,60 60,90
    9 3: 66,24 46,12 30,28 38,48 58,46 68,24! 68,56 56,82 36,88
    9 3: 64,16 44,14 32,34 44,50 62,38 68,16! 62,54 52,90
    9 2: 68,34 60,14 40,14 30,32 42,48 60,42 68,30! 66,64 48,88 32,84
    """

/// One variant of a digit: strokes of points in 0 ... 1, with corners marked.
struct DigitSkeleton: Sendable {
    struct Point: Sendable {
        let x: Float
        let y: Float
        let isCorner: Bool
    }

    let weight: Int
    let strokes: [[Point]]

    /// Variants of the digits 0 ... 9, parsed once.
    static let variants: [[DigitSkeleton]] = {
        var table = [[DigitSkeleton]](repeating: [], count: 10)
        for line in digitSkeletonTable.split(separator: "\n") {
            let halves = line.split(separator: ":")
            let head = halves[0].split(separator: " ").compactMap { Int($0) }
            guard halves.count == 2, head.count == 2, table.indices.contains(head[0]) else { continue }
            let strokes = halves[1].split(separator: "/").map { stroke in
                stroke.split(separator: " ").compactMap(point)
            }
            table[head[0]].append(DigitSkeleton(weight: head[1], strokes: strokes))
        }
        return table
    }()

    private static func point(_ text: Substring) -> Point? {
        let isCorner = text.hasSuffix("!")
        let parts = (isCorner ? text.dropLast() : text).split(separator: ",").compactMap { Int($0) }
        guard parts.count == 2 else { return nil }
        return Point(x: Float(parts[0]) / 100, y: Float(parts[1]) / 100, isCorner: isCorner)
    }
}
