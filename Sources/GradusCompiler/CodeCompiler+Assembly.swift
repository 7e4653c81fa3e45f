import GradusSyntax

extension Opcode {
    /// Whether a jump's distance stands in the 16 bits of `c`.
    var hasShortDistance: Bool {
        switch self {
        case .jumpEqual, .jumpNotEqual, .jumpLess, .jumpLessEqual, .jumpGreater, .jumpGreaterEqual, .jumpEqualInt,
            .jumpNotEqualInt, .jumpLessInt, .jumpLessEqualInt, .jumpGreaterInt, .jumpGreaterEqualInt, .forIterate:
            true
        default: false
        }
    }
}

extension CodeCompiler {
    /// Writes all distances and the exception table.
    func assemble() -> [ExceptionEntry] {
        lengthenJumps()
        for (place, label) in jumps {
            let old = instructions[place]
            let target = labelPositions[label.index]
            let distance = target - place - 1
            if old.op.hasShortDistance {
                instructions[place].c = UInt16(bitPattern: Int16(truncatingIfNeeded: distance))
            } else {
                let op: Opcode = old.op == .jump && distance < 0 ? .jumpBack : old.op
                instructions[place] = Instruction(op, x: old.x, a: Int(old.a), wide: distance)
            }
        }
        // Inner regions were opened later.
        handlers.sort { $0.order == $1.order ? $0.start < $1.start : $0.order > $1.order }
        return handlers.map { entry in
            ExceptionEntry(
                start: entry.start, end: entry.end, target: labelPositions[entry.region.target.index],
                register: entry.region.register, clearFrom: entry.region.clearFrom,
                handlerDepth: entry.region.handlerDepth)
        }
    }

    /// A short jump that cannot reach its target becomes `short jump +1; jump +1; jump target`.
    private func lengthenJumps() {
        guard instructions.count > 10_000 else { return }
        // Distances if every short jump were lengthened: an upper bound, so that one pass is enough.
        var longJumps: [Int: Label] = [:]
        for (place, label) in jumps where instructions[place].op.hasShortDistance {
            if abs(labelPositions[label.index] - place) * 3 > 32_000 { longJumps[place] = label }
        }
        guard !longJumps.isEmpty else { return }
        var newInstructions: [Instruction] = []
        var newSpans: [SourceSpan] = []
        var newPlaces: [Int] = []
        var newJumps: [(instruction: Int, label: Label)] = []
        let labels = Dictionary(uniqueKeysWithValues: jumps.map { ($0.instruction, $0.label) })
        var fixed: [(instruction: Int, target: Int)] = []
        for index in instructions.indices {
            newPlaces.append(newInstructions.count)
            let place = newInstructions.count
            newInstructions.append(instructions[index])
            newSpans.append(spans[index])
            if let label = longJumps[index] {
                fixed.append((place, place + 2))
                newInstructions.append(Instruction(.jump, wide: 1))
                newInstructions.append(Instruction(.jump))
                newSpans += [spans[index], spans[index]]
                newJumps.append((place + 2, label))
            } else if let label = labels[index] {
                newJumps.append((place, label))
            }
        }
        newPlaces.append(newInstructions.count)
        for (place, _) in fixed { newInstructions[place].c = 1 }
        for index in labelPositions.indices where labelPositions[index] >= 0 {
            labelPositions[index] = newPlaces[labelPositions[index]]
        }
        for index in handlers.indices {
            handlers[index].start = newPlaces[handlers[index].start]
            handlers[index].end = newPlaces[handlers[index].end]
        }
        for index in inlined.indices {
            inlined[index].start = newPlaces[inlined[index].start]
            inlined[index].end = newPlaces[inlined[index].end]
        }
        instructions = newInstructions
        spans = newSpans
        jumps = newJumps
    }
}
