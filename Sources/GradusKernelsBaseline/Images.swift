import CSIMD
import GradusKernelTypes

/// Pictures chosen by `indices`, as b / 255 and, where given, (v − mean) / std per channel.
func gatherImages(
    rows: Range<Int>, channels: Int, plane: Int, images: In<UInt8>, indices: In<Int64>?, mean: In<Float>?,
    std: In<Float>?, y: Out<Float>
) {
    let full = splat(255)
    for row in rows {
        var picture = row
        if let indices { picture = Int(indices[row]) }
        for c in 0..<channels {
            let source = images + (picture * channels + c) * plane
            let out = y + (row * channels + c) * plane
            var i = 0
            while i + vectorWidth <= plane {
                let v = v_load_bytes(source + i)
                store(v_from_bytes(v) / full, out + i)
                i += vectorWidth
            }
            while i < plane {
                out[i] = Float(source[i]) / 255
                i += 1
            }
            if let mean {
                let level = splat(mean[c])
                do {
                    @inline(always) func f(_ v: Vec) -> Vec { v - level }
                    map(plane, out, out, f)
                }
            }
            if let std {
                let spread = splat(std[c])
                do {
                    @inline(always) func f(_ v: Vec) -> Vec { v / spread }
                    map(plane, out, out, f)
                }
            }
        }
    }
}
