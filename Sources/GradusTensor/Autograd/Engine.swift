/// Walks the graph backwards.
///
/// Nodes are taken from a heap in descending order of their sequence numbers. An edge always leads to a lower
/// number, so by the time a node is taken every gradient that flows to it has arrived.
package struct Engine {
    private var heap: [Node] = []
    private let retainGraph: Bool
    private let createGraph: Bool
    /// With `grad(outputs, inputs)`: the places whose gradients are wanted; nil: all leaves accumulate.
    private var captures: Captures?
    private let roots: [Tensor]
    /// Leaves with hooks: what has arrived, and how many edges have yet to deliver. Made when the first is met.
    private var hooked: [ObjectIdentifier: HookedLeaf]?

    /// A leaf whose hooks want the whole gradient, not its parts.
    private struct HookedLeaf {
        let leaf: Tensor
        var missing: Int
        var sum: Tensor?
    }

    /// The gradients that `grad(outputs, inputs)` collects.
    private struct Captures {
        var leaves: [ObjectIdentifier: Int] = [:]
        var outputs: [ObjectIdentifier: [(output: Int32, slot: Int)]] = [:]
        var found: [Tensor?]
        /// Nodes from which a wanted place can be reached; others are not run.
        var needed: Set<ObjectIdentifier> = []
        /// Whether the wanted leaves' `grad` fields are accumulated into (`backward(inputs=)`).
        var accumulate = false
    }

    private init(_ roots: [Tensor], retainGraph: Bool, createGraph: Bool) {
        self.roots = roots
        self.retainGraph = retainGraph
        self.createGraph = createGraph
    }

    /// Accumulates gradients into the leaves.
    static func backward(
        _ roots: [(tensor: Tensor, gradient: Tensor)], retainGraph: Bool, createGraph: Bool, inputs: [Tensor]? = nil
    ) throws {
        if Preview.isOn { Preview.steps += 1 }
        var engine = Engine(roots.map(\.tensor), retainGraph: retainGraph, createGraph: createGraph)
        if let inputs {
            engine.prepareCaptures(roots.map(\.tensor), inputs)
            engine.captures?.accumulate = true
        }
        try engine.run(roots)
        if let inputs, let found = engine.captures?.found {
            for (i, g) in zip(inputs, found) {
                if var g { try i.accumulateGradient(&g, createGraph: createGraph) }
            }
        }
    }

    /// The gradients of `roots` with respect to `inputs`; nil where none flows.
    static func gradients(
        _ roots: [(tensor: Tensor, gradient: Tensor)], _ inputs: [Tensor], retainGraph: Bool, createGraph: Bool
    ) throws -> [Tensor?] {
        var engine = Engine(roots.map(\.tensor), retainGraph: retainGraph, createGraph: createGraph)
        engine.prepareCaptures(roots.map(\.tensor), inputs)
        try engine.run(roots)
        return engine.captures?.found ?? []
    }

    private mutating func run(_ roots: [(tensor: Tensor, gradient: Tensor)]) throws {
        let recordingBefore = GradMode.isEnabled
        GradMode.isEnabled = createGraph
        let ledgerBefore = ShapeLedger.pause()
        defer {
            GradMode.isEnabled = recordingBefore
            ShapeLedger.resume(ledgerBefore)
            for n in heap { Engine.clear(n) }
        }
        for (tensor, gradient) in roots {
            var g: Tensor? = gradient
            try send(&g, along: tensor.gradientEdge)
        }
        while let node = pop() {
            node.isQueued = false
            var first = node.pending.take()
            var more: [Tensor?] = []
            if !node.morePending.isEmpty {
                swap(&more, &node.morePending)
            }
            if let hooks = node.outputHooks {
                for (index, list) in hooks {
                    if index == 0, let g = first {
                        first = try list.run(g)
                    } else if index > 0, Int(index) - 1 < more.count, let g = more[Int(index) - 1] {
                        more[Int(index) - 1] = try list.run(g)
                    }
                }
            }
            if captures != nil {
                capture(node, first, more)
                guard captures?.needed.contains(ObjectIdentifier(node)) == true else { continue }
            }
            guard let function = node.backward else { throw Node.freedError }
            if let hooks = node.hooks {
                let arrived = try hooks.runBefore([first] + Engine.filled(more, node))
                first = arrived.first ?? nil
                more = Array(arrived.dropFirst())
            }
            let hasFirst = first != nil
            let grad: Tensor
            if let g = first.take() {
                grad = g
            } else {
                grad = try Tensor.zeros(node.outputShape, dtype: node.outputDType, device: node.outputDevice)
            }
            var b = Backward(
                node: node, grad: grad, moreGrads: more, hasGradient: hasFirst, isRecording: createGraph)
            more = []
            if let hooks = node.hooks, hooks.hasAfter {
                let arrived = [b.hasGradient ? b.grad : nil] + Engine.filled(b.moreGrads, node)
                try Engine.call(function, node, &b)
                let left = try hooks.runAfter((0..<node.edgeCount).map { b[$0] }, arrived)
                for i in 0..<min(left.count, node.edgeCount) { b[i] = left[i] }
            } else {
                try Engine.call(function, node, &b)
            }
            if GradMode.detectsAnomaly { try Engine.checkForNaN(node, b) }
            if !retainGraph { node.freeSaved() }
            try distribute(node, &b)
        }
        try flushHooked()
    }

    @inline(__always)
    private static func call(_ function: BackwardFunction, _ node: Node, _ b: inout Backward) throws {
        try OpProfile.measure(.backward, node.name) { try Interruption.around { try function(&b) } }
    }

    /// Gradients of the further outputs, one place for each.
    private static func filled(_ more: [Tensor?], _ node: Node) -> [Tensor?] {
        more + Array(repeating: nil, count: max(node.outputCount - 1 - more.count, 0))
    }

    /// - Throws: RuntimeError that names the node, where anomaly detection is on and a gradient has a NaN.
    private static func checkForNaN(_ node: Node, _ b: borrowing Backward) throws {
        for i in 0..<node.edgeCount {
            guard let g = b[i], g.dtype.isFloat, !g.isMeta else { continue }
            let hasNaN = try GradMode.without { try g.ne(g).sum().item().bool }
            if hasNaN {
                throw TensorError(.runtimeError, "Function '\(node.name)' returned nan values in its \(i)th output.")
            }
        }
    }

    @inline(__always)
    private mutating func distribute(_ node: Node, _ b: inout Backward) throws {
        // The gradient object itself must not be counted as in use when a leaf wants to keep its memory.
        b.grad = Engine.nothing
        var i = 0
        while i < node.edgeCount {
            let edge = node.edge(i)
            if !edge.isEmpty {
                var g = b.take(i)
                if g != nil {
                    try send(&g, along: edge)
                } else if let leaf = edge.leaf, leaf.leafHooks != nil {
                    try arrive(nil, at: leaf)
                }
            }
            i &+= 1
        }
    }

    private static let nothing = Tensor(
        storage: Storage(metaByteCount: 0), offset: 0, shape: [0], strides: [1], dtype: .float32, device: .meta,
        contiguous: true)

    /// Adds a gradient to what waits at the edge's end.
    @inline(__always)
    private mutating func send(_ gradient: inout Tensor?, along edge: Edge) throws {
        guard var g = gradient.take() else { return }
        if let leaf = edge.leaf {
            if leaf.leafHooks != nil { return try arrive(g, at: leaf) }
            return try deliver(&g, to: leaf)
        }
        guard let node = edge.node else { return }
        let index = Int(edge.index)
        if index == 0 {
            if node.pending == nil {
                node.pending = g
            } else {
                try Engine.sum(into: &node.pending, g, createGraph)
            }
        } else {
            while node.morePending.count < index { node.morePending.append(nil) }
            if node.morePending[index - 1] == nil {
                node.morePending[index - 1] = g
            } else {
                try Engine.sum(into: &node.morePending[index - 1], g, createGraph)
            }
        }
        if !node.isQueued {
            node.isQueued = true
            push(node)
        }
    }

    /// Gives a leaf (a part of) its gradient.
    @inline(__always)
    private mutating func deliver(_ g: inout Tensor, to leaf: Tensor) throws {
        guard captures != nil else { return try leaf.accumulateGradient(&g, createGraph: createGraph) }
        guard let slot = captures?.leaves[ObjectIdentifier(leaf)] else { return }
        if let old = captures?.found[slot] {
            captures?.found[slot] = try old.add(g)
        } else {
            captures?.found[slot] = g
        }
    }

    // MARK: Leaves with hooks

    /// Notes one contribution to a leaf with hooks; with the last one the hooks run.
    @inline(never)
    private mutating func arrive(_ gradient: Tensor?, at leaf: Tensor) throws {
        if hooked == nil { countEdges() }
        var state = hooked?[ObjectIdentifier(leaf)] ?? HookedLeaf(leaf: leaf, missing: 1)
        if let gradient { state.sum = try state.sum.map { try $0.add(gradient) } ?? gradient }
        state.missing -= 1
        if state.missing > 0 {
            hooked?[ObjectIdentifier(leaf)] = state
            return
        }
        hooked?[ObjectIdentifier(leaf)] = nil
        try finish(state)
    }

    private mutating func finish(_ state: HookedLeaf) throws {
        guard let sum = state.sum else { return }
        var g = try state.leaf.leafHooks?.run(sum) ?? sum
        try deliver(&g, to: state.leaf)
        if captures == nil { try state.leaf.leafHooks?.runAfter(state.leaf) }
    }

    /// Leaves that some node never reached.
    private mutating func flushHooked() throws {
        guard let rest = hooked, !rest.isEmpty else { return }
        hooked = nil
        for state in rest.values { try finish(state) }
    }

    /// Counts the edges to each leaf with hooks.
    private mutating func countEdges() {
        var table: [ObjectIdentifier: HookedLeaf] = [:]
        func note(_ leaf: Tensor) {
            if leaf.leafHooks != nil {
                table[ObjectIdentifier(leaf), default: HookedLeaf(leaf: leaf, missing: 0)].missing += 1
            }
        }
        var seen: Set<ObjectIdentifier> = []
        var nodes: [Node] = []
        for root in roots {
            if let node = root.gradFunction { nodes.append(node) } else { note(root) }
        }
        while let n = nodes.popLast() {
            guard seen.insert(ObjectIdentifier(n)).inserted else { continue }
            if let needed = captures?.needed, !needed.contains(ObjectIdentifier(n)) { continue }
            for i in 0..<n.edgeCount {
                let edge = n.edge(i)
                if let leaf = edge.leaf { note(leaf) }
                if let next = edge.node { nodes.append(next) }
            }
        }
        hooked = table
    }

    /// Adds two contributions; in place where the first belongs to nobody else.
    private static func sum(into slot: inout Tensor?, _ g: Tensor, _ createGraph: Bool) throws {
        guard var old = slot.take() else {
            slot = g
            return
        }
        if !createGraph, isKnownUniquelyReferenced(&old), isKnownUniquelyReferenced(&old.storage), old.isContiguous,
            old.shape == g.shape, old.dtype == g.dtype
        {
            try old.addInPlaceUnrecorded(g)
            slot = old
        } else {
            slot = try old.add(g)
        }
    }

    private static func clear(_ node: Node) {
        node.isQueued = false
        node.pending = nil
        if !node.morePending.isEmpty { node.morePending = [] }
    }

    // MARK: Heap of nodes, highest sequence number first

    private mutating func push(_ node: Node) {
        heap.append(node)
        var i = heap.count - 1
        while i > 0 {
            let parent = (i - 1) / 2
            if heap[parent].sequence >= heap[i].sequence { break }
            heap.swapAt(parent, i)
            i = parent
        }
    }

    private mutating func pop() -> Node? {
        guard let last = heap.popLast() else { return nil }
        if heap.isEmpty { return last }
        let top = heap[0]
        heap[0] = last
        var i = 0
        while true {
            let left = 2 * i + 1
            if left >= heap.count { break }
            let right = left + 1
            let child = right < heap.count && heap[right].sequence > heap[left].sequence ? right : left
            if heap[i].sequence >= heap[child].sequence { break }
            heap.swapAt(i, child)
            i = child
        }
        return top
    }

    // MARK: Capturing

    private mutating func prepareCaptures(_ roots: [Tensor], _ inputs: [Tensor]) {
        var c = Captures(found: Array(repeating: nil, count: inputs.count))
        for (slot, t) in inputs.enumerated() {
            if let node = t.gradFunction {
                c.outputs[ObjectIdentifier(node), default: []].append((t.outputIndex, slot))
            } else {
                c.leaves[ObjectIdentifier(t)] = slot
            }
        }
        // Visit every node once, in ascending order, and keep those from which a wanted place is reached.
        var seen: Set<ObjectIdentifier> = []
        var nodes: [Node] = roots.compactMap(\.gradFunction)
        var all: [Node] = []
        while let n = nodes.popLast() {
            guard seen.insert(ObjectIdentifier(n)).inserted else { continue }
            all.append(n)
            for i in 0..<n.edgeCount {
                if let next = n.edge(i).node { nodes.append(next) }
            }
        }
        all.sort { $0.sequence < $1.sequence }
        for n in all {
            for i in 0..<n.edgeCount {
                let e = n.edge(i)
                var wanted = false
                if let leaf = e.leaf { wanted = c.leaves[ObjectIdentifier(leaf)] != nil }
                if let next = e.node {
                    wanted = c.needed.contains(ObjectIdentifier(next)) || c.outputs[ObjectIdentifier(next)] != nil
                }
                if wanted {
                    c.needed.insert(ObjectIdentifier(n))
                    break
                }
            }
        }
        captures = c
    }

    private mutating func capture(_ node: Node, _ first: Tensor?, _ more: [Tensor?]) {
        guard let wanted = captures?.outputs[ObjectIdentifier(node)] else { return }
        for (output, slot) in wanted {
            let g = output == 0 ? first : (Int(output) - 1 < more.count ? more[Int(output) - 1] : nil)
            if let g { captures?.found[slot] = g }
        }
    }
}

extension Tensor {
    /// Adds a contribution to `grad`: the first one is stored, its memory taken over where nobody else uses it.
    func accumulateGradient(_ g: inout Tensor, createGraph: Bool) throws {
        if g.shape != shape {
            g = try g.sumToSize(shape)
        }
        if let old = grad {
            if createGraph {
                grad = try old.add(g)
            } else {
                try old.addInPlaceUnrecorded(g)
            }
            return
        }
        if createGraph {
            grad = g.node == nil ? g : try g.clone().named("CopyBackwards")
        } else if g.node == nil, g.isContiguous, g.view == nil, isKnownUniquelyReferenced(&g),
            isKnownUniquelyReferenced(&g.storage)
        {
            grad = g
        } else {
            grad = try g.copied()
        }
    }
}
