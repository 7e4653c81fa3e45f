import GradusNN
import GradusTensor

/// Optimisers, initialisers and short trainings against recorded ones.
enum OptimizerRunner {
    private static func keywords(_ json: JSON?) -> [KeywordValue] {
        (json?.object ?? [:]).map { (name: $0.key, value: OpValue($0.value)) }
    }

    static func check(_ c: JSON) -> String? {
        do { return try run(c) } catch { return "threw: \(error)" }
    }

    private static func run(_ c: JSON) throws -> String? {
        Generator.default.seed(0)
        let name = c["optimizer"]?.string ?? ""
        guard let row = OptimizerTable.find(name) else { return "no such optimiser" }
        guard let tanh = LayerTable.find("Tanh") else { return "no Tanh" }
        let net = Sequential([try Linear(4, 5), try tanh.call([]), try Linear(5, 2)])
        let optimizer = try row.call([GroupSpecification(net.allParameters())], keywords(c["kwargs"]))
        let (x, y) = (try Tensor.randn([6, 4]), try Tensor.randn([6, 2]))
        var losses: [Double] = []
        func closure() throws -> Tensor {
            try optimizer.zeroGrad()
            let loss = try net(x).mseLoss(y)
            try loss.backward()
            return loss
        }
        for _ in 0..<8 {
            if name == "LBFGS" {
                losses.append(try optimizer.step(closure: closure)?.item().double ?? .nan)
            } else {
                losses.append(try closure().item().double)
                try optimizer.step()
            }
        }
        let wanted = c["losses"]?.list.map(\.double) ?? []
        if let d = Compare.numbers(losses, wanted, tolerance: name == "LBFGS" ? 1e-4 : 1e-6) { return "loss \(d)" }
        for (p, w) in zip(net.allParameters(), c["parameters"]?.list ?? []) {
            if let d = Compare.tensor(p, w, tolerance: name == "LBFGS" ? 1e-3 : 2e-6) { return "parameter \(d)" }
        }
        if optimizer.repr != c["repr"]?.string { return "prints \(optimizer.repr)" }
        if let state = c["state"]?.list {
            let own = try optimizer.entries(optimizer.groups[0], 0)
            if own.map(\.name) != state.map({ $0.list[0].string }) { return "state \(own.map(\.name))" }
            for (o, w) in zip(own, state) {
                guard case .tensor(let t) = o.value else { return "\(o.name) is no tensor" }
                if let d = Compare.tensor(t, w.list[1], tolerance: 2e-6) { return "\(o.name): \(d)" }
            }
            return try reload(row, c, net, optimizer)
        }
        return nil
    }

    /// A second optimiser that takes over the state makes the same next step.
    private static func reload(_ row: OptimizerRow, _ c: JSON, _ net: Sequential, _ optimizer: Optimizer) throws
        -> String?
    {
        let copies = try net.allParameters().map { p in
            let t = try p.detach().clone()
            t.grad = try p.grad?.clone()
            try t.setRequiresGrad(true)
            return t
        }
        let second = try row.call([GroupSpecification(copies)], keywords(c["kwargs"]))
        try second.loadStateDict(optimizer.stateDict())
        try optimizer.step()
        try second.step()
        for (a, b) in zip(net.allParameters(), copies) where try a.doubles() != b.doubles() {
            return "the reloaded optimiser steps otherwise"
        }
        return nil
    }

    static func checkSteps(_ c: JSON) -> String? {
        do { return try steps(c) } catch { return "threw: \(error)" }
    }

    /// Given gradients, step by step.
    private static func steps(_ c: JSON) throws -> String? {
        guard let row = OptimizerTable.find(c["optimizer"]?.string ?? "") else { return "no such optimiser" }
        let shape = Dims(c["shape"]?.list.map(\.int) ?? [])
        func made(_ json: JSON?) throws -> Tensor {
            try Tensor.of((json?.list ?? []).map { .double($0.double) }, shape: shape, dtype: .float32)
        }
        let p = try made(c["init"])
        try p.setRequiresGrad(true)
        let optimizer = try row.call([GroupSpecification([p])], keywords(c["kwargs"]))
        for (g, after) in zip(c["grads"]?.list ?? [], c["after"]?.list ?? []) {
            p.grad = try made(g)
            try optimizer.step()
            let wanted = after.list.map(\.double)
            if let d = Compare.numbers(try p.doubles(), wanted, tolerance: 1e-6) { return d }
        }
        return nil
    }

    static func checkInitializer(_ c: JSON) -> String? {
        do {
            Generator.default.seed(0)
            let name = c["name"]?.string ?? ""
            NNLibrary.prepare()
            guard let row = OpTable.find(name, in: .initializer) else { return "no such function" }
            let t = try Tensor.empty(Dims(c["shape"]?.list.map(\.int) ?? []))
            _ = try row.call([.tensor(t)], keywords(c["kwargs"]))
            let tolerance = name == "orthogonal_" ? 1e-6 : 1e-8
            if let wanted = c["result"], let d = Compare.tensor(t, wanted, tolerance: tolerance) { return d }
            return try Tensor.rand([1]).item().double == c["next"]?.double ? nil : "other random words were used"
        } catch { return "threw: \(error)" }
    }

    /// Twenty steps of LeNet on random pictures.
    static func checkTraining(_ name: String, _ c: JSON) -> String? {
        do {
            Generator.default.seed(0)
            let net = Sequential([
                try Convolution.conv2d(1, 6, 5), ReLULayer(), MaxPool.pool2d(2), try Convolution.conv2d(6, 16, 5),
                ReLULayer(), MaxPool.pool2d(2), Flatten(), try Dropout(0.2), try Linear(256, 10),
            ])
            guard let row = OptimizerTable.find(name) else { return "no such optimiser" }
            let optimizer = try row.call([GroupSpecification(net.allParameters())], keywords(c["kwargs"]))
            let loss = Loss.crossEntropy()
            var losses: [Double] = []
            for _ in 0..<20 {
                let (x, y) = (try Tensor.rand([50, 1, 28, 28]), try Tensor.randint(0, 10, [50]))
                let l = try loss(net(x), y)
                losses.append(try l.item().double)
                try optimizer.zeroGrad()
                try l.backward()
                try optimizer.step()
            }
            return Compare.numbers(losses, c["losses"]?.list.map(\.double) ?? [], tolerance: 1e-4)
        } catch { return "threw: \(error)" }
    }
}
