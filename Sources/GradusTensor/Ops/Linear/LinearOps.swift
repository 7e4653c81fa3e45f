/// Rows of linear algebra, as functions, methods and in `torch.linalg`.
enum LinearOps {
    static var rows: [OpRow] { solving + factors + norms + products + legacy }

    private static func linalg(
        _ name: String, _ parameters: String, _ documentation: String, _ rule: String, _ f: @escaping OpFunction
    ) -> OpRow {
        OpRow(name, .linalg, ["\(name)(\(parameters))"], documentation, shape: rule, f)
    }

    private static let square = "square matrices, batches of them too"

    private static let solving: [OpRow] = [
        linalg("inv", "Tensor A", "The inverse of each matrix.", square) { .tensor(try $0.tensor(0).inverse()) },
        OpRow("inverse", .both, ["inverse(Tensor self)"], "The inverse of each matrix.", shape: square) {
            .tensor(try $0.tensor(0).inverse())
        },
        linalg("inv_ex", "Tensor A, *, bool check_errors=False", "The inverse, and which pivots are zero.", square) {
            a in
            let t = try a.tensor(0)
            if try a.bool(1) { _ = try t.inverse() }
            try Matrices.square(t, "linalg.inv")
            try Matrices.float(t, "linalg.inv")
            let (inverse, info) = try t.inverseUnchecked()
            let flags = try Tensor(info).castUnrecorded(.int32).reshape(Matrices.batch(t))
            return .tuple(typeName: "linalg_inv_ex", fields: ["inverse", "info"], [inverse, flags])
        },
        linalg("det", "Tensor A", "The determinant of each matrix.", "without the last two axes") {
            .tensor(try $0.tensor(0).determinant())
        },
        OpRow("det", .both, ["det(Tensor self)"], "The determinant of each matrix.", shape: "without the last two axes")
        {
            .tensor(try $0.tensor(0).determinant())
        },
        OpRow(
            "logdet", .both, ["logdet(Tensor self)"], "The logarithm of each determinant.",
            shape: "without the last two axes"
        ) { .tensor(try $0.tensor(0).logdet()) },
        linalg(
            "slogdet", "Tensor A", "Sign and logarithm of the size of each determinant.", "without the last two axes"
        ) {
            let r = try $0.tensor(0).slogdet()
            return .tuple(typeName: "linalg_slogdet", fields: ["sign", "logabsdet"], [r.sign, r.logabs])
        },
        OpRow(
            "slogdet", .both, ["slogdet(Tensor self)"], "Sign and logarithm of the size of each determinant.",
            shape: "without the last two axes"
        ) {
            let r = try $0.tensor(0).slogdet()
            return .tuple(typeName: "slogdet", fields: ["sign", "logabsdet"], [r.sign, r.logabs])
        },
        linalg("solve", "Tensor A, Tensor B, *, bool left=True", "X of A·X = B (or X·A = B).", "that of B") {
            .tensor(try $0.tensor(0).solve($0.tensor(1), left: $0.bool(2)))
        },
        linalg(
            "solve_triangular", "Tensor self, Tensor B, *, bool upper, bool left=True, bool unitriangular=False",
            "X of T·X = B for a triangular matrix.", "that of B"
        ) {
            .tensor(
                try $0.tensor(0).solveTriangular($0.tensor(1), upper: $0.bool(2), left: $0.bool(3), unit: $0.bool(4)))
        },
        linalg(
            "pinv", "Tensor self, *, any atol=None, any rtol=None, bool hermitian=False", "The pseudoinverse.",
            "the last two sizes exchanged"
        ) {
            .tensor(
                try $0.tensor(0).pinverse(
                    atol: limit($0, 1), rtol: limit($0, 2), hermitian: $0.bool(3)))
        },
        OpRow(
            "pinverse", .both, ["pinverse(Tensor self, float rcond=1e-15)"], "The pseudoinverse.",
            shape: "the last two sizes exchanged"
        ) {
            let t = try $0.tensor(0)
            return .tensor(try t.pinverse(rtol: Tensor.full([], .double($0.double(1)), dtype: t.dtype.floating)))
        },
        linalg(
            "lstsq", "Tensor self, Tensor b, float? rcond=None, *, str? driver=None",
            "The least squares solution, residuals, rank and singular values.", "n×k for m×n and m×k"
        ) {
            let r = try $0.tensor(0).lstsq(
                $0.tensor(1), rcond: $0.optionalDouble(2), driver: $0.optionalString(3))
            return .tuple(
                typeName: "linalg_lstsq", fields: ["solution", "residuals", "rank", "singular_values"],
                [r.solution, r.residuals, r.rank, r.singularValues])
        },
        linalg(
            "matrix_rank", "Tensor input, any tol=None, *, any atol=None, any rtol=None, bool hermitian=False",
            "How many singular values are not negligible.", "without the last two axes"
        ) {
            .tensor(
                try $0.tensor(0).matrixRank(
                    atol: limit($0, 1) ?? limit($0, 2), rtol: limit($0, 3), hermitian: $0.bool(4)))
        },
        linalg(
            "cond", "Tensor self, any p=None", "How far errors grow in solving with the matrix.",
            "without the last two axes"
        ) {
            .tensor(try $0.tensor(0).conditionNumber(order($0[1])))
        },
        linalg(
            "tensorinv", "Tensor self, int ind=2", "The inverse of tensordot with the tensor.", "both halves exchanged"
        ) {
            .tensor(try $0.tensor(0).tensorInverse($0.int(1)))
        },
        linalg(
            "tensorsolve", "Tensor self, Tensor other, int[]? dims=None", "X with tensordot(A, X) = B.",
            "the axes B has not"
        ) {
            var t = try $0.tensor(0)
            if let dims = try $0.optionalInts(2) {
                var order = (0..<t.rank).filter { a in !dims.contains { $0 == a || $0 &+ t.rank == a } }
                for d in dims { order.append(try t.axis(d)) }
                t = try t.permute(Dims(order))
            }
            return .tensor(try t.tensorSolve($0.tensor(1)))
        },
    ]

    /// A limit given as a tensor or a number.
    private static func limit(_ a: borrowing OpArguments, _ i: Int) throws -> Tensor? {
        switch a[i] {
        case .none: nil
        case .tensor(let t): t
        default: try Tensor.full([], .double(a.double(i)), dtype: .float64)
        }
    }

    private static let factors: [OpRow] = [
        linalg("cholesky", "Tensor self, *, bool upper=False", "L of A = L·Lᵀ.", square) {
            .tensor(try $0.tensor(0).cholesky(upper: $0.bool(1)))
        },
        linalg(
            "cholesky_ex", "Tensor self, *, bool upper=False, bool check_errors=False",
            "L of A = L·Lᵀ, and where it failed.", square
        ) {
            let t = try $0.tensor(0)
            if try $0.bool(2) { _ = try t.cholesky(upper: $0.bool(1)) }
            try Matrices.square(t, "linalg.cholesky")
            try Matrices.float(t, "linalg.cholesky", low: Matrices.noKernel("cholesky_cpu", t))
            let (l, info) = try t.choleskyUnchecked(upper: $0.bool(1))
            return .tuple(typeName: "linalg_cholesky_ex", fields: ["L", "info"], [l, info])
        },
        OpRow("cholesky", .both, ["cholesky(Tensor self, bool upper=False)"], "L of A = L·Lᵀ.", shape: square) {
            .tensor(try $0.tensor(0).cholesky(upper: $0.bool(1), "cholesky").named("CholeskyBackward0"))
        },
        OpRow(
            "cholesky_solve", .both, ["cholesky_solve(Tensor self, Tensor input2, bool upper=False)"],
            "X of A·X = B from the Cholesky factor of A.", shape: "that of the input"
        ) { .tensor(try $0.tensor(0).choleskySolve($0.tensor(1), upper: $0.bool(2))) },
        OpRow(
            "cholesky_inverse", .both, ["cholesky_inverse(Tensor self, bool upper=False)"],
            "A⁻¹ from the Cholesky factor of A.", shape: square
        ) {
            let l = try $0.tensor(0)
            try Matrices.square(l, "cholesky_inverse")
            let eye = try Tensor.eye(l.shape[l.rank - 1], dtype: l.dtype)
            return .tensor(try eye.choleskySolve(l, upper: $0.bool(1)).named("CholeskyInverseBackward0"))
        },
        linalg("qr", "Tensor A, str mode='reduced'", "A = Q·R with orthonormal Q and triangular R.", "m×k and k×n") {
            let r = try $0.tensor(0).qr($0.string(1))
            return .tuple(typeName: "linalg_qr", fields: ["Q", "R"], [r.q, r.r])
        },
        OpRow(
            "qr", .both, ["qr(Tensor self, bool some=True)"], "A = Q·R with orthonormal Q and triangular R.",
            shape: "m×k and k×n"
        ) {
            let r = try $0.tensor(0).qr($0.bool(1) ? "reduced" : "complete")
            return .tuple(typeName: "qr", fields: ["Q", "R"], [r.q, r.r])
        },
        linalg("svd", "Tensor A, bool full_matrices=True, *, str? driver=None", "A = U·diag(S)·Vᵀ.", "m×m, k and n×n") {
            let r = try $0.tensor(0).svd(full: $0.bool(1))
            return .tuple(typeName: "linalg_svd", fields: ["U", "S", "Vh"], [r.u, r.s, r.vh])
        },
        OpRow(
            "svd", .both, ["svd(Tensor self, bool some=True, bool compute_uv=True)"], "A = U·diag(S)·Vᵀ.",
            shape: "m×k, k and n×k"
        ) {
            let t = try $0.tensor(0)
            if t.rank < 2 {
                throw TensorError(
                    .runtimeError,
                    "linalg.svd: input should have at least 2 dimensions, but has \(t.rank) dimensions instead",
                    shapes: [t.shape])
            }
            if try !$0.bool(2) {
                let (m, n) = (t.shape[t.rank - 2], t.shape[t.rank - 1])
                let batch = Matrices.batch(t)
                return .tuple(
                    typeName: "svd", fields: ["U", "S", "V"],
                    [
                        try Tensor.zeros(Matrices.shape(batch, m, m), dtype: t.dtype), try t.svdvals(),
                        try Tensor.zeros(Matrices.shape(batch, n, n), dtype: t.dtype),
                    ])
            }
            let r = try t.svd(full: !$0.bool(1))
            return .tuple(typeName: "svd", fields: ["U", "S", "V"], [r.u, r.s, try r.vh.adjointMatrix])
        },
        linalg("svdvals", "Tensor A, *, str? driver=None", "The singular values in falling order.", "k for m×n") {
            .tensor(try $0.tensor(0).svdvals())
        },
        linalg("eigh", "Tensor self, str UPLO='L'", "Eigenvalues and eigenvectors of symmetric matrices.", "n and n×n")
        {
            let r = try $0.tensor(0).eigh(upper: upper($0.string(1)))
            return .tuple(typeName: "linalg_eigh", fields: ["eigenvalues", "eigenvectors"], [r.values, r.vectors])
        },
        linalg("eigvalsh", "Tensor self, str UPLO='L'", "Eigenvalues of symmetric matrices.", "n for n×n") {
            .tensor(try $0.tensor(0).eigvalsh(upper: upper($0.string(1))))
        },
        linalg("eig", "Tensor self", "Eigenvalues of any matrix: complex, and so not available.", "n and n×n") { _ in
            throw complexEigenvalues
        },
        linalg("eigvals", "Tensor self", "Eigenvalues of any matrix: complex, and so not available.", "n") { _ in
            throw complexEigenvalues
        },
        linalg("lu", "Tensor A, *, bool pivot=True", "P, L and U of A = P·L·U.", "m×m, m×k and k×n") {
            let r = try $0.tensor(0).lu(pivot: $0.bool(1))
            return .tuple(typeName: "linalg_lu", fields: ["P", "L", "U"], [r.p, r.l, r.u])
        },
        linalg(
            "lu_factor", "Tensor A, *, bool pivot=True", "L and U in one matrix, and the pivots.", "that of the input"
        ) {
            let f = try packed($0.tensor(0))
            for (i, z) in try f.info.ints().enumerated() where z != 0 {
                let t = try $0.tensor(0)
                throw TensorError(
                    .runtimeError,
                    "torch.linalg.lu_factor: \(Matrices.prefix(t, i))U[\(z),\(z)] is zero and using it on lu_solve would result "
                        + "in a division by zero. If you still want to perform the factorization, consider calling "
                        + "linalg.lu(A, pivot) or linalg.lu_factor_ex(A, pivot)")
            }
            return .tuple(typeName: "linalg_lu_factor", fields: ["LU", "pivots"], [f.lu, f.pivots])
        },
        linalg(
            "lu_factor_ex", "Tensor A, *, bool pivot=True, bool check_errors=False",
            "L and U in one matrix, the pivots, and where one is zero.", "that of the input"
        ) {
            let f = try packed($0.tensor(0))
            return .tuple(
                typeName: "linalg_lu_factor_ex", fields: ["LU", "pivots", "info"], [f.lu, f.pivots, f.info])
        },
        linalg(
            "lu_solve", "Tensor LU, Tensor pivots, Tensor B, *, bool left=True, bool adjoint=False",
            "X of A·X = B from the factors.", "that of B"
        ) {
            .tensor(try luSolve($0.tensor(0), $0.tensor(1), $0.tensor(2), left: $0.bool(3), adjoint: $0.bool(4)))
        },
        OpRow(
            "lu_solve", .both, ["lu_solve(Tensor self, Tensor LU_data, Tensor LU_pivots)"],
            "X of A·X = B from the factors.", shape: "that of the input"
        ) { .tensor(try luSolve($0.tensor(1), $0.tensor(2), $0.tensor(0), left: true, adjoint: false)) },
        OpRow(
            "lu_unpack", .function,
            ["lu_unpack(Tensor LU_data, Tensor LU_pivots, bool unpack_data=True, bool unpack_pivots=True)"],
            "P, L and U from the factors.", shape: "m×m, m×k and k×n"
        ) {
            let r = try Tensor.unpackedLU($0.tensor(0), $0.tensor(1))
            return .tuple(typeName: "lu_unpack", fields: ["P", "L", "U"], [r.p, r.l, r.u])
        },
        OpRow(
            "lu", .both, ["lu(Tensor self, bool pivot=True, bool get_infos=False)"],
            "L and U in one matrix, and the pivots.", shape: "that of the input"
        ) {
            let f = try packed($0.tensor(0))
            return .tuple(typeName: nil, fields: [], [f.lu, f.pivots] + (try $0.bool(2) ? [f.info] : []))
        },
        OpRow(
            "triangular_solve", .both,
            [
                "triangular_solve(Tensor self, Tensor A, bool upper=True, bool transpose=False, bool unitriangular=False)"
            ], "X of T·X = B for a triangular matrix.", shape: "that of the input"
        ) {
            let t = try $0.tensor(1)
            var upper = try $0.bool(2)
            var a = t
            if try $0.bool(3) {
                a = try t.adjointMatrix
                upper.toggle()
            }
            let x = try a.solveTriangular($0.tensor(0), upper: upper, unit: $0.bool(4), "triangular_solve").named(
                "TriangularSolveBackward0")
            return .tuple(
                typeName: "triangular_solve", fields: ["solution", "cloned_coefficient"], [x, try t.clone()])
        },
    ]

    private static var complexEigenvalues: TensorError {
        TensorError(
            .notImplementedError, "eigenvalues of a general matrix are complex numbers, which Gradus does not have",
            notes: ["for symmetric matrices use torch.linalg.eigh"])
    }

    private static func upper(_ text: String) throws -> Bool {
        switch text.uppercased() {
        case "U": return true
        case "L": return false
        default:
            throw TensorError(.runtimeError, "Expected UPLO argument to be 'L' or 'U', but got \(text)")
        }
    }

    private static func packed(_ t: Tensor) throws -> LUFactors {
        if t.rank < 2 {
            throw TensorError(
                .runtimeError,
                "torch.lu_factor: Expected tensor with 2 or more dimensions. Got size: \(t.shape) instead",
                shapes: [t.shape])
        }
        try Matrices.onlyDouble(t, "lu_cpu")
        var f = try t.detach().factoredLU()
        if t.isRecorded {
            // Through L and U, whose gradients are known.
            let (_, l, u) = try t.lu()
            let (m, n) = (t.shape[t.rank - 2], t.shape[t.rank - 1])
            let lower = try l.tril(-1)
            if m == n { f.lu = try lower.add(u).named("LinalgLuFactorExBackward0") }
        }
        return f
    }

    private static func luSolve(_ lu: Tensor, _ pivots: Tensor, _ b: Tensor, left: Bool, adjoint: Bool) throws -> Tensor
    {
        try Matrices.square(lu, "linalg.lu_solve")
        let r = try Tensor.unpackedLU(lu, pivots)
        if !left {
            return try luSolve(lu, pivots, b.adjointMatrix, left: true, adjoint: !adjoint).adjointMatrix
        }
        if adjoint {
            let y = try r.u.adjointMatrix.solveTriangular(b, upper: false, "linalg.lu_solve")
            return try r.p.matmul(r.l.adjointMatrix.solveTriangular(y, upper: true, unit: true))
        }
        let y = try r.l.solveTriangular(r.p.adjointMatrix.matmul(b), upper: false, unit: true, "linalg.lu_solve")
        return try r.u.solveTriangular(y, upper: true).named("LinalgLuSolveBackward0")
    }

    // MARK: Norms

    /// The order of a norm from a number or a name.
    private static func order(_ v: OpValue) throws -> Tensor.NormOrder? {
        switch v {
        case .none: return nil
        case .scalar(let s): return .number(s.double)
        case .tensor(let t): return .number(try t.item().double)
        case .string("inf"): return .number(.infinity)
        case .string("-inf"): return .number(-.infinity)
        case .string(let s): return .name(s)
        default:
            throw TensorError(.typeError, "norm: the order must be a number or a str, not \(v.typeName)")
        }
    }

    private static let norms: [OpRow] = [
        OpRow(
            "norm", .both,
            ["norm(Tensor self, any p='fro', int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None)"],
            "The p-norm of all elements or along axes; fro is 2, nuc that of matrices.",
            shape: "without the reduced axes"
        ) {
            .tensor(
                try $0.tensor(0).legacyNorm(order($0[1]), $0.optionalInts(2), keepdim: $0.bool(3), dtype: $0.dtype(4)))
        },
        linalg(
            "norm", "Tensor self, any ord=None, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None",
            "A norm of vectors or matrices.", "without the reduced axes"
        ) {
            .tensor(
                try $0.tensor(0).linalgNorm(order($0[1]), $0.optionalInts(2), keepdim: $0.bool(3), dtype: $0.dtype(4)))
        },
        linalg(
            "vector_norm", "Tensor self, Scalar ord=2, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None",
            "(Σ|x|ᵖ)^(1/p) over axes.", "without the reduced axes"
        ) {
            .tensor(
                try $0.tensor(0).vectorNorm(
                    ord: $0.double(1), $0.optionalInts(2), keepdim: $0.bool(3), dtype: $0.dtype(4)))
        },
        linalg(
            "matrix_norm",
            "Tensor self, any ord='fro', int[] dim=[-2,-1], bool keepdim=False, *, ScalarType? dtype=None",
            "A norm of matrices: fro, nuc, ±1, ±2, ±inf.", "without the two axes"
        ) {
            .tensor(
                try $0.tensor(0).matrixNorm(
                    order($0[1]) ?? .name("fro"), $0.ints(2), keepdim: $0.bool(3), dtype: $0.dtype(4)))
        },
        OpRow(
            "dist", .both, ["dist(Tensor self, Tensor other, Scalar p=2)"], "The p-norm of the difference.",
            shape: "no axes"
        ) {
            .tensor(try $0.tensor(0).dist($0.tensor(1), $0.double(2)))
        },
        OpRow(
            "renorm", .pointwise, ["renorm(Tensor self, Scalar p, int dim, Scalar maxnorm)"],
            "Slices along an axis scaled so that no norm exceeds a limit.", shape: "that of the input"
        ) { .tensor(try $0.tensor(0).renorm($0.double(1), $0.int(2), $0.double(3))) },
    ]

    // MARK: Products

    private static let products: [OpRow] = [
        OpRow(
            "matrix_power", [.function, .method], ["matrix_power(Tensor self, int n)"],
            "The matrix multiplied by itself n times.", shape: square
        ) { .tensor(try $0.tensor(0).matrixPower($0.int(1))) },
        linalg("matrix_power", "Tensor self, int n", "The matrix multiplied by itself n times.", square) {
            .tensor(try $0.tensor(0).matrixPower($0.int(1)))
        },
        OpRow(
            "matrix_exp", [.function, .method], ["matrix_exp(Tensor self)"], "e to the power of each matrix.",
            shape: square
        ) { .tensor(try $0.tensor(0).matrixExponential()) },
        linalg("matrix_exp", "Tensor self", "e to the power of each matrix.", square) {
            .tensor(try $0.tensor(0).matrixExponential())
        },
        linalg("multi_dot", "Tensor[] tensors", "The product of several matrices in the cheapest order.", "m×n") {
            .tensor(try Tensor.multiDot($0.tensors(0)))
        },
        OpRow(
            "cross", .both, ["cross(Tensor self, Tensor other, int? dim=None)"],
            "The cross product along an axis of size 3.", shape: "broadcast of both operands"
        ) { .tensor(try $0.tensor(0).cross($0.tensor(1), $0.optionalInt(2))) },
        linalg(
            "cross", "Tensor self, Tensor other, *, int dim=-1", "The cross product along an axis of size 3.",
            "broadcast of both operands"
        ) {
            .tensor(try $0.tensor(0).cross($0.tensor(1), $0.int(2)))
        },
        linalg("vecdot", "Tensor x, Tensor y, *, int dim=-1", "Products summed along an axis.", "without the axis") {
            let (x, y) = (try $0.tensor(0), try $0.tensor(1))
            if x.dtype != y.dtype {
                throw TensorError(
                    .runtimeError,
                    "linalg.vecdot: Expected x and y to have the same dtype, but found x of type \(x.dtype.scalarTypeName) and "
                        + "y of type \(y.dtype.scalarTypeName) instead")
            }
            if x.rank == 1 && y.rank == 1 { return .tensor(try x.dot(y)) }
            return .tensor(try x.mul(y).sum([$0.int(2)]))
        },
        OpRow(
            "vdot", .both, ["vdot(Tensor self, Tensor other)"], "The sum of the products of two vectors.",
            shape: "no axes"
        ) {
            .tensor(try $0.tensor(0).dot($0.tensor(1)).named("VdotBackward0"))
        },
        OpRow(
            "kron", .both, ["kron(Tensor self, Tensor other)"], "All products of elements, as blocks.",
            shape: "the sizes multiplied"
        ) {
            .tensor(try $0.tensor(0).kron($0.tensor(1)))
        },
        linalg(
            "diagonal", "Tensor A, *, int offset=0, int dim1=-2, int dim2=-1", "The diagonal of two axes.",
            "the two axes replaced by one at the end"
        ) {
            .tensor(try $0.tensor(0).diagonal(offset: $0.int(1), $0.int(2), $0.int(3)))
        },
        linalg("vander", "Tensor x, *, int? N=None", "The powers 0 … N − 1 of each element.", "with N at the end") {
            .tensor(try $0.tensor(0).vander($0.optionalInt(1)))
        },
        OpRow(
            "vander", .function, ["vander(Tensor x, int? N=None, bool increasing=False)"],
            "The powers of each element, the highest first.", shape: "n×N"
        ) {
            let x = try $0.tensor(0)
            if x.rank != 1 { throw TensorError(.runtimeError, "x must be a one-dimensional tensor.") }
            let rising = try x.vander($0.optionalInt(1))
            return .tensor(try $0.bool(2) ? rising : rising.flip([-1]))
        },
        OpRow(
            "addr", .pointwise, ["addr(Tensor self, Tensor vec1, Tensor vec2, *, Scalar beta=1, Scalar alpha=1)"],
            "beta · input + alpha · vec1 ⊗ vec2.", shape: "n×m"
        ) {
            let (t, x, y) = (try $0.tensor(0), try $0.tensor(1), try $0.tensor(2))
            if x.rank != 1 || y.rank != 1 {
                throw TensorError(
                    .runtimeError,
                    "addr: Expected 1-D argument \(x.rank != 1 ? "vec1" : "vec2"), but got \(x.rank != 1 ? x.rank : y.rank)-D"
                )
            }
            _ = try t.expandUnrecorded([x.count, y.count])
            let product = try x.outer(y)
            return .tensor(
                try t.mul($0.scalar(3)).add(product, alpha: $0.scalar(4)).named("AddrBackward0"))
        },
        OpRow(
            "chain_matmul", .function, RearrangingOps.variadic("chain_matmul"),
            "The product of several matrices in the cheapest order.", shape: "m×n"
        ) {
            let list = try RearrangingOps.several($0)
            return .tensor(list.count == 1 ? list[0] : try Tensor.multiDot(list))
        },
    ]

    private static let legacy: [OpRow] = [
        (
            "solve",
            "`torch.solve` is deprecated in favor of `torch.linalg.solve`. `torch.linalg.solve` has its arguments reversed "
                + "and does not return the LU factorization."
        ),
        (
            "symeig",
            "The default behavior has changed from using the upper triangular portion of the matrix by default to using the "
                + "lower triangular portion."
        ),
        (
            "eig",
            "`torch.linalg.eig` returns complex tensors of dtype `cfloat` or `cdouble` rather than real tensors mimicking "
                + "complex tensors."
        ), ("lstsq", "`torch.lstsq` is deprecated in favor of `torch.linalg.lstsq`."), ("matrix_rank", ""),
    ].map { name, text in
        OpRow(
            name, name == "matrix_rank" ? .function : .both,
            ["\(name)(Tensor self, any a=None, any b=None, any c=None)"],
            "Removed from PyTorch."
        ) { _ in
            throw TensorError(
                .runtimeError,
                "This function was deprecated since version 1.9 and is now removed." + (text.isEmpty ? "" : " " + text))
        }
    }
}
