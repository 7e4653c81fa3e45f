/// How many characters patterns match: a lookbehind must have one width.
enum PatternWidth {
    typealias Width = (least: Int, most: Int)

    static func checkLookbehinds(_ pattern: ParsedPattern) throws {
        var widths = [Width](repeating: (0, unlimitedRepetition), count: pattern.groupCount + 1)
        _ = try width(pattern.nodes, &widths)
    }

    /// The width of a sequence; throws where it holds a lookbehind of more than one width.
    private static func width(_ nodes: [PatternNode], _ groups: inout [Width]) throws -> Width {
        var total: Width = (0, 0)
        for node in nodes {
            let part = try width(node, &groups)
            total = (capped(total.least + part.least), capped(total.most + part.most))
        }
        return total
    }

    private static func capped(_ count: Int) -> Int { min(count, unlimitedRepetition) }

    private static func width(_ node: PatternNode, _ groups: inout [Width]) throws -> Width {
        switch node {
        case .literal, .any, .set, .category: return (1, 1)
        case .position, .failure: return (0, 0)
        case .branch(let items):
            var widest: Width = (unlimitedRepetition, 0)
            for item in items {
                let part = try width(item, &groups)
                widest = (min(widest.least, part.least), max(widest.most, part.most))
            }
            return widest
        case .repetition(let least, let most, _, let body):
            let part = try width(body, &groups)
            return (times(part.least, least), times(part.most, most))
        case .group(let capture, _, _, let body):
            let part = try width(body, &groups)
            if let capture { groups[capture] = part }
            return part
        case .atomic(let body): return try width(body, &groups)
        case .backreference(let group): return group < groups.count ? groups[group] : (0, unlimitedRepetition)
        case .conditional(_, let yes, let no):
            let first = try width(yes, &groups)
            let second: Width = try no.map { try width($0, &groups) } ?? (0, 0)
            return (min(first.least, second.least), max(first.most, second.most))
        case .look(let isAhead, _, let body):
            let part = try width(body, &groups)
            if !isAhead, part.least != part.most {
                throw PatternError(message: "look-behind requires fixed-width pattern")
            }
            return (0, 0)
        }
    }

    private static func times(_ width: Int, _ count: Int) -> Int {
        if width == 0 || count == 0 { return 0 }
        let (product, overflow) = width.multipliedReportingOverflow(by: count)
        return overflow ? unlimitedRepetition : capped(product)
    }
}
