import GradusTensor

/// Small programs with the numbers and messages PyTorch gives for them.
struct AutogradScenario {
    let name: String
    /// What the program computes, as text.
    let run: () throws -> String
    let expected: String

    /// nil where the program gives what is expected; an error gives its message.
    func check() -> String? {
        let got: String
        do {
            got = try run()
        } catch let e as TensorError {
            got = e.message
        } catch {
            got = "\(error)"
        }
        return got == expected ? nil : "\(name): \(got)\n   instead of: \(expected)"
    }

    private static func leaf(_ values: [Float]) throws -> Tensor {
        let t = try Tensor(values)
        try t.setRequiresGrad(true)
        return t
    }

    private static func text(_ t: Tensor?) throws -> String {
        guard let t else { return "None" }
        return try t.floats().map { "\($0)" }.joined(separator: " ")
    }

    nonisolated(unsafe) static let all: [AutogradScenario] = [
        .init(
            name: "gradients add up",
            run: {
                let x = try leaf([1, 2, 3])
                try x.mul(x).sum().backward()
                try x.mul(2).sum().backward()
                return try text(x.grad)
            }, expected: "4.0 6.0 8.0"),
        .init(
            name: "a leaf in place",
            run: {
                let x = try leaf([1])
                return try text(x.addInPlace(1))
            }, expected: "a leaf Variable that requires grad is being used in an in-place operation."),
        .init(
            name: "a view of a leaf in place",
            run: {
                let x = try leaf([1, 2])
                try x.setIndex([.int(0)], .number(5))
                return "no error"
            }, expected: "a view of a leaf Variable that requires grad is being used in an in-place operation."),
        .init(
            name: "a changed result",
            run: {
                let x = try leaf([1, 2, 3])
                let y = try x.exp()
                try y.addInPlace(1)
                try y.sum().backward()
                return "no error"
            },
            expected: "one of the variables needed for gradient computation has been modified by an inplace operation: "
                + "[torch.FloatTensor [3]], which is output 0 of Exp, is at version 1; expected version 0 instead. Hint: enable "
                + "anomaly detection to find the operation that failed to compute its gradient, with "
                + "torch.autograd.set_detect_anomaly(True, check_nan=False)."),
        .init(
            name: "a second pass",
            run: {
                let x = try leaf([1, 2])
                let y = try x.mul(x).sum()
                try y.backward()
                try y.backward()
                return "no error"
            },
            expected:
                "Trying to backward through the graph a second time (or directly access saved tensors after they have "
                + "already been freed). Saved intermediate values of the graph are freed when you call .backward() or "
                + "autograd.grad(). Specify retain_graph=True if you need to backward through the graph a second time or if you "
                + "need to access saved tensors after calling backward."),
        .init(
            name: "retain_graph",
            run: {
                let x = try leaf([1, 2])
                let y = try x.mul(x).sum()
                try y.backward(retainGraph: true)
                try y.backward()
                return try text(x.grad)
            }, expected: "4.0 8.0"),
        .init(
            name: "no_grad",
            run: {
                let x = try leaf([1, 2])
                let y = try GradMode.without { try x.mul(2).sum() }
                try y.backward()
                return "no error"
            }, expected: "element 0 of tensors does not require grad and does not have a grad_fn"),
        .init(
            name: "assignment into a view of a result",
            run: {
                let x = try leaf([1, 2, 3, 4])
                let y = try x.mul(1)
                try y.setIndex([.slice(1, 3, nil)], .tensor(x.index([.slice(0, 2, nil)]).mul(10)))
                try y.mul(Tensor([1, 2, 3, 4] as [Float])).sum().backward()
                return try text(x.grad) + " " + (y.gradFunction?.name ?? "")
            }, expected: "21.0 30.0 0.0 4.0 CopySlices"),
        .init(
            name: "in place through a view",
            run: {
                let x = try leaf([1, 2, 3, 4])
                let y = try x.mul(1)
                let v = try y.view([2, 2]).index(0)
                try v.mulInPlace(3)
                try y.mul(y).sum().backward()
                return try text(x.grad) + " " + text(v)
            }, expected: "18.0 36.0 6.0 8.0 3.0 6.0"),
        .init(
            name: "a view read after its base changed",
            run: {
                let x = try leaf([1, 2, 3])
                let y = try x.mul(1)
                let v = try y.index([.slice(0, 2, nil)])
                try y.mulInPlace(4)
                try v.sum().backward()
                return try text(x.grad)
            }, expected: "4.0 4.0 0.0"),
        .init(
            name: "a recorded value written into zeros",
            run: {
                let x = try leaf([1, 2])
                let z = try Tensor.zeros([2, 2])
                try z.setIndex([.int(1)], .tensor(x.mul(3)))
                try z.sum().backward()
                return try text(x.grad) + " \(z.requiresGrad)"
            }, expected: "3.0 3.0 true"),
        .init(
            name: "zero_ cuts the graph",
            run: {
                let x = try leaf([1, 2])
                let y = try x.mul(2)
                try y.fillInPlace(0)
                try y.sum().backward()
                return try text(x.grad) + " " + (y.gradFunction?.name ?? "")
            }, expected: "0.0 0.0 ZeroBackward0"),
        .init(
            name: "multiplication in place keeps what the gradient needs",
            run: {
                let y = try leaf([2, 3])
                let z = try Tensor([5, 7] as [Float])
                let w = try z.mul(1)
                let row = OpTable.find("mul", in: .inPlace)
                _ = try row?.call([.tensor(w), .tensor(y)], form: .inPlace)
                try w.sum().backward()
                return try text(y.grad)
            }, expected: "5.0 7.0"),
        .init(
            name: "double backward",
            run: {
                let x = try leaf([2])
                let y = try x.pow(3).sum()
                let g = try Tensor.grad([y], [x], createGraph: true)
                guard let first = g[0] else { return "none" }
                let h = try Tensor.grad([first.sum()], [x])
                return try text(first) + " " + text(h[0])
            }, expected: "12.0 12.0"),
        .init(
            name: "hooks and retain_grad",
            run: {
                let x = try leaf([1, 2])
                let y = try x.mul(3)
                try y.retainGrad()
                _ = try y.registerHook { try $0.mul(2) }
                _ = try x.registerHook { try $0.add(1) }
                try y.sum().backward()
                return try text(y.grad) + " " + text(x.grad)
            }, expected: "2.0 2.0 7.0 7.0"),
        .init(
            name: "an unused input",
            run: {
                let (x, z) = (try leaf([1]), try leaf([1]))
                _ = try Tensor.grad([x.mul(2).sum()], [z])
                return "no error"
            },
            expected:
                "The differentiated Tensor at index 0 appears to not have been used in the graph. Set allow_unused=True "
                + "if this is the desired behavior."),
        .init(
            name: "a part of unbind in place",
            run: {
                let x = try leaf([1, 2])
                let parts = try x.mul(1).unbind()
                try parts[0].addInPlace(1)
                return "no error"
            },
            expected: "Output 0 of Unbind is a view and is being modified inplace. This view is the output of a "
                + "function that returns multiple views. Such functions do not allow the output views to be modified inplace. "
                + "You should replace the inplace operation by an out-of-place one."),
        .init(
            name: "a graph 200,000 long",
            run: {
                let x = try leaf([1])
                var y = x
                for _ in 0..<100_000 { y = try y.mul(y).tanh() }
                y = try x.mul(2)
                for _ in 0..<200_000 { y = try y.add(1) }
                try y.backward()
                return try text(x.grad)
            }, expected: "2.0"),
        .init(
            name: "expanded memory in place",
            run: {
                try Tensor.ones([1]).expand([3]).addInPlace(1)
                return "no error"
            },
            expected: "unsupported operation: more than one element of the written-to tensor refers to a single memory "
                + "location. Please clone() the tensor before performing the operation."),
        .init(
            name: "index forms",
            run: {
                let x = try Tensor.arange(0, 24).reshape([2, 3, 4])
                let i = try Tensor([2, 0])
                let mask = try x.index([.int(0), .slice(nil, nil, nil), .int(0)]).gt(3)
                return try [
                    "\(x.index([.ellipsis, .int(1)]).shape)", "\(x.index([.newAxis, .int(1)]).shape)",
                    "\(x.index([.slice(nil, nil, nil), .tensor(i)]).ints())",
                    "\(x.index([.tensor(Tensor([1, 0])), .tensor(i), .slice(1, nil, 2)]).ints())",
                    "\(x.index([.tensor(Tensor([1])), .slice(nil, nil, nil), .tensor(Tensor([3]))]).shape)",
                    "\(x.index([.int(0), .tensor(mask)]).ints())", "\(x.index([.bool(true)]).shape)",
                ].joined(separator: " ")
            },
            expected:
                "[2, 3] [1, 3, 4] [8, 9, 10, 11, 0, 1, 2, 3, 20, 21, 22, 23, 12, 13, 14, 15] [21, 23, 1, 3] [1, 3] "
                + "[4, 5, 6, 7, 8, 9, 10, 11] [1, 2, 3, 4]"),
    ]
}
