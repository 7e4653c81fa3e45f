/// Sizes of a two-dimensional convolution over NCHW memory.
///
/// x is [batch, inChannels, height, width], w is [outChannels, inChannels / groups, kernelH, kernelW],
/// y is [batch, outChannels, outHeight, outWidth].
package struct ConvShape: Equatable, Sendable {
    package var batch, inChannels, height, width: Int
    package var outChannels, kernelH, kernelW: Int
    package var strideH, strideW, padH, padW, dilationH, dilationW: Int
    package var groups: Int
    package var outHeight, outWidth: Int

    /// Output sizes follow floor((size + 2·pad − dilation·(kernel − 1) − 1) / stride) + 1 unless given, which
    /// allows padding that differs between the two sides.
    package init(
        batch: Int, inChannels: Int, height: Int, width: Int, outChannels: Int, kernelH: Int, kernelW: Int,
        strideH: Int = 1, strideW: Int = 1, padH: Int = 0, padW: Int = 0, dilationH: Int = 1, dilationW: Int = 1,
        groups: Int = 1, outHeight: Int? = nil, outWidth: Int? = nil
    ) {
        self.batch = batch
        self.inChannels = inChannels
        self.height = height
        self.width = width
        self.outChannels = outChannels
        self.kernelH = kernelH
        self.kernelW = kernelW
        self.strideH = strideH
        self.strideW = strideW
        self.padH = padH
        self.padW = padW
        self.dilationH = dilationH
        self.dilationW = dilationW
        self.groups = groups
        self.outHeight = outHeight ?? (height + 2 * padH - dilationH * (kernelH - 1) - 1) / strideH + 1
        self.outWidth = outWidth ?? (width + 2 * padW - dilationW * (kernelW - 1) - 1) / strideW + 1
    }

    @inlinable @inline(__always) package var groupIn: Int { inChannels / groups }
    @inlinable @inline(__always) package var groupOut: Int { outChannels / groups }
    @inlinable @inline(__always) package var kernelArea: Int { kernelH * kernelW }
    @inlinable @inline(__always) package var inArea: Int { height * width }
    @inlinable @inline(__always) package var outArea: Int { outHeight * outWidth }
    /// Products summed for one output value.
    @inlinable @inline(__always) package var depth: Int { groupIn * kernelArea }
    /// One window that is the whole picture: the convolution is a product of matrices.
    @inlinable @inline(__always) package var isWhole: Bool {
        groups == 1 && kernelH == height && kernelW == width && padH == 0 && padW == 0 && outHeight == 1
            && outWidth == 1 && batch > 0
    }
}

/// Floats of memory that a pass of a convolution wants, and into how many parts its channels can be divided.
package struct ConvMemory: Equatable, Sendable {
    /// Memory that all samples share, and memory of one task.
    package var shared, task: Int
    package var parts: Int

    package init(shared: Int, task: Int, parts: Int = 1) {
        (self.shared, self.task, self.parts) = (shared, task, parts)
    }
}

/// One of `count` equal parts of a convolution's channels.
package struct ConvPart: Equatable, Sendable {
    package var index, count: Int

    package init(_ index: Int, of count: Int) { (self.index, self.count) = (index, count) }

    package static let whole = ConvPart(0, of: 1)

    /// The part's share of n things.
    @inlinable package func range(_ n: Int) -> Range<Int> { index * n / count..<(index + 1) * n / count }
}

/// Sizes of a two-dimensional pooling; `planes` is batch · channels. Any rounding rule (ceil_mode) shows only in
/// outHeight and outWidth.
package struct PoolShape: Equatable, Sendable {
    package var planes, height, width: Int
    package var kernelH, kernelW, strideH, strideW, padH, padW, dilationH, dilationW: Int
    package var outHeight, outWidth: Int

    package init(
        planes: Int, height: Int, width: Int, kernelH: Int, kernelW: Int, strideH: Int, strideW: Int,
        padH: Int = 0, padW: Int = 0, dilationH: Int = 1, dilationW: Int = 1, outHeight: Int? = nil,
        outWidth: Int? = nil
    ) {
        self.planes = planes
        self.height = height
        self.width = width
        self.kernelH = kernelH
        self.kernelW = kernelW
        self.strideH = strideH
        self.strideW = strideW
        self.padH = padH
        self.padW = padW
        self.dilationH = dilationH
        self.dilationW = dilationW
        self.outHeight = outHeight ?? (height + 2 * padH - dilationH * (kernelH - 1) - 1) / strideH + 1
        self.outWidth = outWidth ?? (width + 2 * padW - dilationW * (kernelW - 1) - 1) / strideW + 1
    }

    @inlinable @inline(__always) package var inArea: Int { height * width }
    @inlinable @inline(__always) package var outArea: Int { outHeight * outWidth }
    /// The common 2×2 window with stride 2, without padding or dilation.
    @inlinable @inline(__always) package var isTwoByTwo: Bool {
        kernelH == 2 && kernelW == 2 && strideH == 2 && strideW == 2 && padH == 0 && padW == 0 && dilationH == 1
            && dilationW == 1 && outHeight * 2 <= height && outWidth * 2 <= width
    }
}
