import GradusNN
import GradusTensor
import Testing

@Suite(.serialized)
struct ModuleTests {
    /// The message of what `body` throws.
    private func message(_ body: () throws -> Void) -> String {
        do {
            try body()
            return ""
        } catch let error as TensorError {
            return error.message
        } catch {
            return "\(error)"
        }
    }

    private func net() throws -> Sequential {
        Sequential([try Linear(4, 3), ReLULayer(), Sequential([try Linear(3, 2, bias: false)])])
    }

    @Test func pathsOfParametersAndModules() throws {
        let n = try net()
        #expect(n.namedParameters().map(\.name) == ["0.weight", "0.bias", "2.0.weight"])
        #expect(n.namedModules().map(\.name) == ["", "0", "1", "2", "2.0"])
        #expect(n.namedParameters(recurse: false).isEmpty)
        #expect(n.submodule("2.0")?.typeName == "Linear")
        let shared = try Linear(2, 2)
        let both = Sequential([shared, shared])
        #expect(both.namedParameters().map(\.name) == ["0.weight", "0.bias"])
        #expect(both.stateDict().map(\.name) == ["0.weight", "0.bias", "1.weight", "1.bias"])
    }

    @Test func aParameterReplacedByNameTakesEffect() throws {
        let l = try Linear(2, 1, bias: false)
        l.registerParameter("weight", try Tensor.of([3, 5], shape: [1, 2], dtype: .float32))
        #expect(try l(Tensor.ones([1, 2])).doubles() == [8])
        #expect(l.parameters.map(\.name) == ["weight", "bias"])
        l.removeMember("weight")
        #expect(message { _ = try l(Tensor.ones([1, 2])) } == "'Linear' object has no attribute 'weight'")
    }

    @Test func printsNestedModulesAsPyTorchDoes() throws {
        let list = ModuleList([try Linear(2, 2), try Linear(2, 2), ReLULayer(), try Linear(2, 2)])
        #expect(
            list.repr == """
                ModuleList(
                  (0-1): 2 x Linear(in_features=2, out_features=2, bias=True)
                  (2): ReLU()
                  (3): Linear(in_features=2, out_features=2, bias=True)
                )
                """)
        #expect(
            try net().repr == """
                Sequential(
                  (0): Linear(in_features=4, out_features=3, bias=True)
                  (1): ReLU()
                  (2): Sequential(
                    (0): Linear(in_features=3, out_features=2, bias=False)
                  )
                )
                """)
        #expect(Sequential().repr == "Sequential()")
        #expect(
            try ParameterList([Tensor.zeros([2]), Tensor.zeros([2, 3])]).repr == """
                ParameterList(
                    (0): Parameter containing: [torch.float32 of size 2]
                    (1): Parameter containing: [torch.float32 of size 2x3]
                )
                """)
    }

    @Test func loadingAStateChecksNamesAndSizes() throws {
        let (a, b) = (try net(), try net())
        #expect(try "\(a.loadStateDict(b.stateDict()))" == "<All keys matched successfully>")
        for (p, q) in zip(a.allParameters(), b.allParameters()) { #expect(try p.doubles() == q.doubles()) }
        let other = [
            (name: "0.weight", tensor: try Tensor.zeros([3, 5])), (name: "extra", tensor: try Tensor.zeros([1])),
        ]
        #expect(
            message { try a.loadStateDict(other) } == """
                Error(s) in loading state_dict for Sequential:
                \tMissing key(s) in state_dict: "0.bias", "2.0.weight". 
                \tUnexpected key(s) in state_dict: "extra". 
                \tsize mismatch for 0.weight: copying a param with shape torch.Size([3, 5]) from checkpoint, the shape in \
                current model is torch.Size([3, 4]).
                """)
    }

    @Test func modesGradientsAndDtypesReachEveryModule() throws {
        let n = try net()
        n.eval()
        #expect(n.namedModules().allSatisfy { !$0.module.training })
        try n(Tensor.ones([1, 4])).sum().backward()
        #expect(n.allParameters().allSatisfy { $0.grad != nil })
        try n.zeroGrad(setToNone: false)
        #expect(try n.allParameters().allSatisfy { try $0.grad?.doubles().allSatisfy { $0 == 0 } ?? false })
        try n.zeroGrad()
        #expect(n.allParameters().allSatisfy { $0.grad == nil })
        let before = n.allParameters().map(ObjectIdentifier.init)
        try n.to(.float64)
        #expect(n.allParameters().map(ObjectIdentifier.init) == before)
        #expect(try n(Tensor.ones([1, 4], dtype: .float64)).dtype == .float64)
        try n.requiresGrad(false)
        #expect(try !n(Tensor.ones([1, 4], dtype: .float64)).requiresGrad)
    }

    @Test func aLazyLayerTakesItsSizeFromTheFirstInput() throws {
        let lazy = try LazyLinear(3)
        #expect(lazy.repr == "LazyLinear(in_features=0, out_features=3, bias=True)")
        let optimizer = try SGD(lazy.allParameters(), lr: 1)
        try lazy(Tensor.ones([2, 5])).sum().backward()
        #expect(lazy.repr == "Linear(in_features=5, out_features=3, bias=True)")
        let before = try lazy.weight?.doubles() ?? []
        try optimizer.step()
        #expect(try lazy.weight?.doubles() != before)
    }

    @Test func errorsOfTheChainNameTheLayer() throws {
        let layer = try Linear(256, 10)
        let n = Sequential([Flatten(), layer])
        do {
            _ = try n(Tensor.zeros([2, 16, 5, 5]))
            Issue.record("no error")
        } catch let error as TensorError {
            #expect(error.message == "mat1 and mat2 shapes cannot be multiplied (2x400 and 256x10)")
            #expect(error.layer?.identity == ObjectIdentifier(layer) && error.layer?.given == [2, 400])
        }
    }

    @Test(arguments: [
        (
            "Linear", [OpValue](),
            "Linear.__init__() missing 2 required positional arguments: 'in_features' and 'out_features'"
        ),
        (
            "ReLU", [.scalar(true), .scalar(1)],
            "ReLU.__init__() takes from 1 to 2 positional arguments but 3 were given"
        ),
        (
            "Linear", [.string("a"), .scalar(2)],
            "empty(): argument 'size' failed to unpack the object at pos 2 with error \"type must be tuple of ints,but got "
                + "str\""
        ),
        ("Dropout", [.scalar(2.0)], "dropout probability has to be between 0 and 1, but got 2.0"),
        (
            "Conv2d", [.scalar(3), .scalar(4), .scalar(3), .scalar(1), .scalar(0), .scalar(1), .scalar(2)],
            "in_channels must be divisible by groups"
        ),
    ])
    func wrongConstructorArguments(_ name: String, _ values: [OpValue], _ expected: String) throws {
        let row = try #require(LayerTable.find(name))
        #expect(message { _ = try row.call(values) } == expected)
    }

    @Test func wrongOptimizerArguments() throws {
        #expect(message { _ = try SGD([], lr: 1) } == "optimizer got an empty parameter list")
        let p = try Tensor.zeros([2])
        try p.setRequiresGrad(true)
        #expect(message { _ = try SGD([p], lr: -1) } == "Invalid learning rate: -1.0")
        let optimizer = try SGD([p])
        #expect(
            message { try optimizer.addGroup(GroupSpecification([p], isWholeList: false)) }
                == "some parameters appear in more than one parameter group")
        #expect(message { _ = try SGD([p.mul(2)]) } == "can't optimize a non-leaf Tensor")
        #expect(message { _ = try Adam([p], betas: (0.9, 1)) } == "Invalid beta parameter at index 1: 1.0")
        #expect(
            message { _ = try SGD([p], nesterov: true) } == "Nesterov momentum requires a momentum and zero dampening")
    }

    /// Layers get arguments that make no sense: an error or a result, never a crash.
    @Test func nothingCrashesOnWrongValues() throws {
        let values: [OpValue] = [
            .none, .scalar(0), .scalar(-1), .scalar(3), .scalar(0.5), .scalar(.double(.nan)),
            .string("same"), .ints([2, 3]), .ints([]), .tensor(try Tensor.zeros([2, 3])), .scalar(true),
        ]
        let inputs = [
            try Tensor.zeros([]), try Tensor.zeros([0, 3]), try Tensor.ones([2, 3, 4, 5]), try Tensor.ones([3]),
        ]
        for row in LayerTable.rows {
            for a in values {
                for b in values {
                    let count = row.binder.signature.parameters.count
                    let list = Array([a, b, a, b].prefix(count))
                    guard let layer = try? row.call(list) else { continue }
                    for x in inputs { _ = try? ForwardTable.call(layer, [.tensor(x)]) }
                    _ = layer.repr
                }
            }
        }
    }
}
