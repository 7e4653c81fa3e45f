extension Tensor {
    /// A grid of sampling places for each affine map: [N, 2, 3] → [N, H, W, 2].
    func affineGrid(_ size: Dims, alignCorners: Bool) throws -> Tensor {
        guard dtype.isFloat else {
            throw TensorError(.valueError, "Expected theta to have floating point type, but got \(dtype.torchName)")
        }
        guard size.count == 4 else {
            throw TensorError(
                .notImplementedError,
                "affine_grid only supports 4D and 5D sizes, for 2D and 3D affine transforms, respectively. Got size torch.Size(\(size)).",
                notes: ["Gradus has the 4D form"])
        }
        if rank != 3 || shape[1] != 2 || shape[2] != 3 {
            throw TensorError(
                .valueError,
                "Expected a batch of 2D affine matrices of shape Nx2x3 for size torch.Size(\(size)). Got torch.Size(\(shape)).",
                shapes: [shape])
        }
        if size.contains(where: { $0 <= 0 || $0 > 1 << 24 }) {
            throw TensorError(.valueError, "Expected non-zero, positive output size. Got torch.Size(\(size))")
        }
        func places(_ n: Int) throws -> Tensor {
            if n <= 1 { return try Tensor.zeros([n], dtype: dtype) }
            let line = try Tensor.linspace(-1, 1, n, dtype: dtype)
            return alignCorners ? line : try line.mul(.double(Double(n - 1) / Double(n)))
        }
        let (n, h, w) = (size[0], size[2], size[3])
        return try quietly("affine_grid") {
            let x = try places(w).reshape([1, w, 1]).expand([h, w, 1])
            let y = try places(h).reshape([h, 1, 1]).expand([h, w, 1])
            let base = try Tensor.cat([x, y, Tensor.ones([h, w, 1], dtype: dtype)], -1).reshape([1, h * w, 3])
            return try base.expand([n, h * w, 3]).bmm(transpose(1, 2)).reshape([n, h, w, 2]).named(
                "AffineGridGeneratorBackward0")
        }
    }

    /// Pictures read at the places of a grid in [−1, 1]².
    package func gridSample(_ grid: Tensor, mode: String, padding: String, alignCorners: Bool) throws -> Tensor {
        guard ["bilinear", "nearest"].contains(mode) else {
            if mode == "bicubic" {
                throw TensorError(.notImplementedError, "grid_sample: mode 'bicubic' is not available")
            }
            throw TensorError(
                .valueError,
                "nn.functional.grid_sample(): expected mode to be 'bilinear', 'nearest' or 'bicubic', but got: '\(mode)'"
            )
        }
        guard ["zeros", "border", "reflection"].contains(padding) else {
            throw TensorError(
                .valueError,
                "nn.functional.grid_sample(): expected padding_mode to be 'zeros', 'border', or 'reflection', but got: '\(padding)'"
            )
        }
        if rank != 4 || grid.rank != 4 || grid.shape[3] != 2 {
            throw TensorError(
                .runtimeError,
                "grid_sampler(): expected 4D or 5D input and grid with same number of dimensions, but got input with sizes \(shape) "
                    + "and grid with sizes \(grid.shape)", shapes: [shape, grid.shape])
        }
        if shape[0] != grid.shape[0] {
            throw TensorError(
                .runtimeError,
                "grid_sampler(): expected grid and input to have same batch size, but got input with sizes \(shape) and grid with "
                    + "sizes \(grid.shape)", shapes: [shape, grid.shape])
        }
        if dtype != grid.dtype || !dtype.isFloat {
            throw TensorError(
                .runtimeError,
                "grid_sampler(): expected input and grid to have same dtype, but input has \(dtype.cName) and grid has \(grid.dtype.cName)"
            )
        }
        let (n, c, h, w) = (shape[0], shape[1], shape[2], shape[3])
        if h == 0 || w == 0 {
            throw TensorError(
                .runtimeError,
                "grid_sampler(): expected input to have non-empty spatial dimensions, but input has sizes \(shape) with dimension "
                    + "\(h == 0 ? 2 : 3) being empty", shapes: [shape])
        }
        let (oh, ow) = (grid.shape[1], grid.shape[2])
        return try quietly("grid_sample", grid) {
            func place(_ axis: Int, _ size: Int) throws -> Tensor {
                let g = try grid.select(3, axis)
                var p =
                    alignCorners
                    ? try g.add(1).mul(.double(Double(size - 1) / 2))
                    : try g.add(1).mul(.int(size)).sub(1).div(2)
                switch padding {
                case "border": p = try p.clamp(min: 0, max: .int(size - 1))
                case "reflection":
                    let (low, span) = alignCorners ? (0.0, Double(size - 1)) : (-0.5, Double(size))
                    if span <= 0 { return try p.mul(0) }
                    let d = try p.sub(.double(low)).abs()
                    let turns = try d.div(.double(span)).floor()
                    let rest = try d.sub(turns.mul(.double(span)))
                    let even = try turns.remainder(.number(2)).eq(0)
                    p = try Tensor.where(even, rest, rest.rsub(.double(span))).add(.double(low))
                    p = try p.clamp(min: 0, max: .int(size - 1))
                default: break
                }
                return p
            }
            let (x, y) = (try place(0, w), try place(1, h))
            let plane = try reshape([n, c, h * w])
            /// The elements at whole places; 0 outside.
            func read(_ px: Tensor, _ py: Tensor) throws -> Tensor {
                let inside = try px.ge(0).logicalAnd(px.le(.int(w - 1))).logicalAnd(py.ge(0)).logicalAnd(
                    py.le(.int(h - 1)))
                let cx = try px.nanToNum(0, 0, 0).clamp(min: 0, max: .int(w - 1)).to(.int64)
                let cy = try py.nanToNum(0, 0, 0).clamp(min: 0, max: .int(h - 1)).to(.int64)
                let index = try cy.mul(.int(w)).add(cx).reshape([n, 1, oh * ow]).expandUnrecorded([n, c, oh * ow])
                let values = try plane.gather(2, index).reshape([n, c, oh, ow])
                return try values.mul(inside.to(dtype).unsqueeze(1))
            }
            if mode == "nearest" {
                return try read(x.detach().round(), y.detach().round()).named("GridSampler2DBackward0")
            }
            if !isRecorded, !grid.isRecorded, !isMeta, !grid.isMeta, dtype == .float32 || dtype == .float64 {
                let out = try Tensor(empty: [n, c, oh, ow], dtype)
                try GridReading.bilinear(
                    contiguousUnrecorded(), columns: x.contiguousUnrecorded(), rows: y.contiguousUnrecorded(),
                    into: out)
                return out
            }
            let (x0, y0) = (try x.detach().floor(), try y.detach().floor())
            let (x1, y1) = (try x0.add(1), try y0.add(1))
            let (wx, wy) = (try x.sub(x0), try y.sub(y0))
            func part(_ px: Tensor, _ py: Tensor, _ a: Tensor, _ b: Tensor) throws -> Tensor {
                try read(px, py).mul(a.mul(b).unsqueeze(1))
            }
            let top = try part(x0, y0, wx.rsub(1), wy.rsub(1)).add(part(x1, y0, wx, wy.rsub(1)))
            let bottom = try part(x0, y1, wx.rsub(1), wy).add(part(x1, y1, wx, wy))
            return try top.add(bottom).named("GridSampler2DBackward0")
        }
    }
}

enum GridSamplingOps {
    static let rows: [OpRow] = [
        OpRow(
            "affine_grid", .functional, ["affine_grid(Tensor theta, int[] size, bool? align_corners=None)"],
            "A grid of sampling places for each affine map.", shape: "[N, H, W, 2]"
        ) { .tensor(try $0.tensor(0).affineGrid($0.ints(1), alignCorners: $0.isNone(2) ? false : $0.bool(2))) },
        OpRow(
            "grid_sample", .functional,
            [
                "grid_sample(Tensor input, Tensor grid, str mode='bilinear', str padding_mode='zeros', "
                    + "bool? align_corners=None)"
            ], "Pictures read at the places of a grid.", shape: "[N, C, height and width of the grid]"
        ) {
            .tensor(
                try $0.tensor(0).gridSample(
                    $0.tensor(1), mode: $0.string(2), padding: $0.string(3),
                    alignCorners: $0.isNone(4) ? false : $0.bool(4)))
        },
    ]
}
