import GradusTensor

/// A line search for a step that satisfies the strong Wolfe conditions (Nocedal and Wright, Numerical Optimization,
/// algorithms 3.5 and 3.6), with cubic interpolation.
struct StrongWolfe {
    /// The function along the line at one step size.
    struct Point {
        var step: Double
        var loss: Double
        var gradient: Tensor
        var slope: Double
    }

    typealias Objective = (Double) throws -> (Double, Tensor)

    private let start: Point
    private let direction: Tensor
    private let objective: Objective
    private var evaluations = 0
    private let sufficient = 1e-4
    private let curvature = 0.9
    private let tolerance = 1e-9

    init(loss: Double, gradient: Tensor, direction: Tensor, slope: Double, _ objective: @escaping Objective) {
        start = Point(step: 0, loss: loss, gradient: gradient, slope: slope)
        self.direction = direction
        self.objective = objective
    }

    private mutating func evaluate(_ t: Double) throws -> Point {
        evaluations += 1
        let (loss, gradient) = try objective(t)
        return Point(step: t, loss: loss, gradient: gradient, slope: try gradient.dot(direction).item().double)
    }

    private func decreasesTooLittle(_ p: Point) -> Bool {
        p.loss > start.loss + sufficient * p.step * start.slope
    }

    private func isFlatEnough(_ p: Point) -> Bool { abs(p.slope) <= -curvature * start.slope }

    /// - Parameters:
    ///   - first: the step size to try first.
    ///   - limit: how many steps the search may take after that.
    mutating func run(_ first: Double, limit: Int) throws -> (
        loss: Double, gradient: Tensor, step: Double, evaluations: Int
    ) {
        var previous = start
        var point = try evaluate(first)
        var rounds = 0
        var bracket: [Point] = []
        var done = false
        // Enlarge the step until it brackets a minimum.
        while rounds < limit {
            if decreasesTooLittle(point) || (rounds > 1 && point.loss >= previous.loss) {
                bracket = [previous, point]
                break
            }
            if isFlatEnough(point) {
                bracket = [point]
                done = true
                break
            }
            if point.slope >= 0 {
                bracket = [previous, point]
                break
            }
            let bounds = (point.step + 0.01 * (point.step - previous.step), point.step * 10)
            let t = StrongWolfe.interpolate(previous, point, bounds)
            previous = point
            point = try evaluate(t)
            rounds += 1
        }
        if bracket.isEmpty { bracket = [start, point] }
        if bracket.count == 2 && !done { try zoom(&bracket, &rounds, limit) }
        let best = bracket.count == 1 || bracket[0].loss <= bracket[1].loss ? bracket[0] : bracket[1]
        return (best.loss, best.gradient, best.step, evaluations)
    }

    /// Narrows a bracket around a minimum.
    private mutating func zoom(_ bracket: inout [Point], _ rounds: inout Int, _ limit: Int) throws {
        let size = try direction.largestMagnitude()
        var stalled = false
        var low = bracket[0].loss <= bracket[1].loss ? 0 : 1
        while rounds < limit {
            let least = Swift.min(bracket[0].step, bracket[1].step)
            let most = Swift.max(bracket[0].step, bracket[1].step)
            if (most - least) * size < tolerance { return }
            var t = StrongWolfe.interpolate(bracket[0], bracket[1], (least, most))
            // A trial close to an end makes little progress; the second time it is moved inwards.
            let margin = 0.1 * (most - least)
            if Swift.min(most - t, t - least) < margin {
                if stalled || t >= most || t <= least {
                    t = abs(t - most) < abs(t - least) ? most - margin : least + margin
                    stalled = false
                } else {
                    stalled = true
                }
            } else {
                stalled = false
            }
            let point = try evaluate(t)
            rounds += 1
            let high = 1 - low
            if decreasesTooLittle(point) || point.loss >= bracket[low].loss {
                bracket[high] = point
                low = bracket[0].loss <= bracket[1].loss ? 0 : 1
            } else {
                let done = isFlatEnough(point)
                if !done && point.slope * (bracket[high].step - bracket[low].step) >= 0 {
                    bracket[high] = bracket[low]
                }
                bracket[low] = point
                if done {
                    bracket = [point]
                    return
                }
            }
        }
    }

    /// The minimum of the cubic through two points and their slopes, inside the bounds.
    private static func interpolate(_ a: Point, _ b: Point, _ bounds: (Double, Double)) -> Double {
        let d1 = a.slope + b.slope - 3 * (a.loss - b.loss) / (a.step - b.step)
        let square = d1 * d1 - a.slope * b.slope
        guard square >= 0 else { return (bounds.0 + bounds.1) / 2 }
        let d2 = square.squareRoot()
        let t =
            a.step <= b.step
            ? b.step - (b.step - a.step) * ((b.slope + d2 - d1) / (b.slope - a.slope + 2 * d2))
            : a.step - (a.step - b.step) * ((a.slope + d2 - d1) / (a.slope - b.slope + 2 * d2))
        return Swift.min(Swift.max(t, bounds.0), bounds.1)
    }
}
