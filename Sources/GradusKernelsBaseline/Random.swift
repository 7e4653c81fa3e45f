import CSIMD
import GradusKernelTypes

// MT19937 (Matsumoto and Nishimura, 1998) in loops that the compiler makes vectors of: a word depends on none of its
// neighbours within a vector. The state is 624 words and the number of them already used.

@inline(always)
private func mix(_ a: UInt32, _ b: UInt32, _ c: UInt32) -> UInt32 {
    let y = (a & 0x8000_0000) | (b & 0x7fff_ffff)
    return c ^ (y &>> 1) ^ ((0 &- (b & 1)) & 0x9908_b0df)
}

private func twist(_ s: Out<UInt32>) {
    var i = 0
    while i < 227 {
        s[i] = mix(s[i], s[i + 1], s[i + 397])
        i += 1
    }
    while i < 623 {
        s[i] = mix(s[i], s[i + 1], s[i - 227])
        i += 1
    }
    s[623] = mix(s[623], s[0], s[396])
    s[624] = 0
}

func randomWords(n: Int, state: Out<UInt32>, y: Out<UInt32>) {
    var done = 0
    while done < n {
        if state[624] >= 624 { twist(state) }
        let used = Int(state[624])
        let take = min(624 - used, n - done)
        let words = state + used
        let out = y + done
        var i = 0
        while i < take {
            var w = words[i]
            w ^= w &>> 11
            w ^= (w &<< 7) & 0x9d2c_5680
            w ^= (w &<< 15) & 0xefc6_0000
            out[i] = w ^ (w &>> 18)
            i += 1
        }
        state[624] = UInt32(truncatingIfNeeded: used + take)
        done += take
    }
}

func uniformLine(n: Int, y: Out<Float>) {
    let words = UnsafeMutableRawPointer(y).assumingMemoryBound(to: Int32.self)
    var i = 0
    while i < n {
        y[i] = Float(words[i] & 0xff_ffff) * 0x1p-24
        i += 1
    }
}

func bernoulliLine(n: Int, threshold: UInt64, value: Float, words: In<UInt32>, y: Out<Float>) {
    let bits = value.bitPattern
    let out = UnsafeMutableRawPointer(y).assumingMemoryBound(to: UInt32.self)
    let limit = Int64(truncatingIfNeeded: threshold)
    var i = 0
    while i < n {
        let low = Int64(truncatingIfNeeded: words[2 * i + 1])
        let v = Int64(truncatingIfNeeded: words[2 * i] & 0x1f_ffff) &<< 32 | low
        out[i] = v < limit ? bits : 0
        i += 1
    }
}
