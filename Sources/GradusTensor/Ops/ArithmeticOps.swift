enum ArithmeticOps {
    static let rows: [OpRow] = [
        OpRow(
            "add", .pointwise,
            ["add(Tensor self, Tensor other, *, Scalar alpha=1)", "add(Tensor self, Scalar other, *, Scalar alpha=1)"],
            old: [
                "add(Scalar self, Tensor other, *, Scalar alpha=1)", "add(Tensor self, Scalar alpha, Tensor other)",
            ],
            "Adds other, multiplied by alpha, to the input, element by element.", shape: "broadcast of both operands",
            inPlaceKernel: .add, inPlace: { a in try ArithmeticOps.addInPlace(&a) }
        ) { a in
            switch a.overload {
            case 0: .tensor(try a.tensor(0).add(a.tensor(1), alpha: a.scalar(2)))
            case 1: .tensor(try a.tensor(0).add(a.scalar(1), alpha: a.scalar(2)))
            case 2: .tensor(try a.tensor(1).wrapped(a.scalar(0)).add(a.tensor(1), alpha: a.scalar(2)))
            default: .tensor(try a.tensor(0).add(a.tensor(2), alpha: a.scalar(1)))
            }
        },
        OpRow(
            "sub", aliases: ["subtract"], .pointwise,
            ["sub(Tensor self, Tensor other, *, Scalar alpha=1)", "sub(Tensor self, Scalar other, *, Scalar alpha=1)"],
            old: [
                "sub(Scalar self, Tensor other, *, Scalar alpha=1)", "sub(Tensor self, Scalar alpha, Tensor other)",
            ],
            "Subtracts other, multiplied by alpha, from the input.", shape: "broadcast of both operands",
            inPlaceKernel: .sub
        ) { a in
            switch a.overload {
            case 0: .tensor(try a.tensor(0).sub(a.tensor(1), alpha: a.scalar(2)))
            case 1: .tensor(try a.tensor(0).sub(a.scalar(1), alpha: a.scalar(2)))
            case 2: .tensor(try a.tensor(1).wrapped(a.scalar(0)).sub(a.tensor(1), alpha: a.scalar(2)))
            default: .tensor(try a.tensor(0).sub(a.tensor(2), alpha: a.scalar(1)))
            }
        },
        OpRow(
            "rsub", .both,
            ["rsub(Tensor self, Tensor other, *, Scalar alpha=1)", "rsub(Tensor self, Scalar other, Scalar alpha=1)"],
            "other − input, multiplied by alpha.", shape: "broadcast of both operands"
        ) { a in
            let (t, alpha) = (try a.tensor(0), try a.scalar(2))
            if a.overload == 0 { return .tensor(try a.tensor(1).sub(t, alpha: alpha)) }
            return .tensor(
                alpha.isOne ? try t.rsub(a.scalar(1)) : try t.wrapped(a.scalar(1)).sub(t, alpha: alpha))
        },
        OpRow(
            "mul", aliases: ["multiply"], .pointwise,
            ["mul(Tensor self, Tensor other)", "mul(Tensor self, Scalar other)"],
            "Multiplies the input by other, element by element.", shape: "broadcast of both operands",
            inPlaceKernel: .mul
        ) { a in
            a.overload == 0
                ? .tensor(try a.tensor(0).mul(a.tensor(1))) : .tensor(try a.tensor(0).mul(a.scalar(1)))
        },
        OpRow(
            "div", aliases: ["divide"], .pointwise,
            [
                "div(Tensor self, Tensor other, *, str? rounding_mode=None)",
                "div(Tensor self, Scalar other, *, str? rounding_mode=None)",
            ], old: ["div(Scalar self, Tensor other, *, str? rounding_mode=None)"],
            "Divides the input by other. Without rounding_mode the result is a float; 'floor' and 'trunc' round it.",
            shape: "broadcast of both operands", inPlaceKernel: .div
        ) { a in
            let mode = try a.optionalString(2)
            if a.overload == 2 {
                return .tensor(try a.tensor(1).wrapped(a.scalar(0)).div(.tensor(a.tensor(1)), rounding: mode))
            }
            if mode == nil {
                return a.overload == 0
                    ? .tensor(try a.tensor(0).div(a.tensor(1))) : .tensor(try a.tensor(0).div(a.scalar(1)))
            }
            return .tensor(try a.tensor(0).div(a.operand(1), rounding: mode))
        },
        OpRow(
            "true_divide", .pointwise,
            ["true_divide(Tensor self, Tensor other)", "true_divide(Tensor self, Scalar other)"],
            old: ["true_divide(Scalar self, Tensor other)"],
            "Divides the input by other; the result is a float.", shape: "broadcast of both operands"
        ) { a in
            switch a.overload {
            case 0: .tensor(try a.tensor(0).div(a.tensor(1)))
            case 1: .tensor(try a.tensor(0).div(a.scalar(1)))
            default: .tensor(try a.tensor(1).wrapped(a.scalar(0)).div(a.tensor(1)))
            }
        },
    ]

    /// x.add_(y) without a detour where nothing is recorded.
    private static func addInPlace(_ a: inout OpArguments) throws -> OpResult {
        let target = try a.tensor(0)
        if a.overload == 3 { return .tensor(try target.addInPlace(a.tensor(2), alpha: a.scalar(1))) }
        let alpha = try a.scalar(2)
        if a.overload == 0 { return .tensor(try target.addInPlace(a.tensor(1), alpha: alpha)) }
        return .tensor(try target.addInPlace(a.scalar(1), alpha: alpha))
    }
}

extension OpArguments {
    /// A tensor, or a number as a tensor without axes that counts as a number in promotion.
    package func operand(_ i: Int) throws -> Operand {
        if case .tensor(let t) = self[i] { return .tensor(t) }
        return .number(try scalar(i))
    }
}
