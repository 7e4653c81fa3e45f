import GradusKernels
import Testing

/// Recorded from PyTorch 2.13 on x86-64 with AVX2: each line is `torch.manual_seed(seed)` and the call named in the
/// test; `struct.pack("<f", v)` of every element gives the bits.
@MainActor
@Suite struct RandomTests {
    /// A freshly seeded state; it lives as long as the test, which keeps all of them.
    private func seeded(_ seed: UInt32) -> Buffer<UInt32> {
        let state = Buffer<UInt32>(625, 0)
        Kernels.mersenneSeed(seed, state: state.pointer)
        kept.all.append(state)
        return state
    }

    private final class Kept {
        var all = [Buffer<UInt32>]()
    }

    private let kept = Kept()

    @Test(
        "generator words",
        arguments: [
            (
                UInt32(0), [UInt32](arrayLiteral: 2_357_136_044, 2_546_248_239, 3_071_714_933), UInt32(341_544_762),
                UInt32(2_422_637_952)
            ),
            (1, [1_791_095_845, 4_282_876_139, 3_093_770_124], 1_104_314_680, 3_879_348_080),
            (42, [1_608_637_542, 3_421_126_067, 4_083_286_876], 108_880_612, 3_263_983_643),
        ])
    func words(seed: UInt32, first: [UInt32], at624: UInt32, at1249: UInt32) {
        let state = seeded(seed)
        let words = Buffer<UInt32>(1250, 0)
        // In uneven pieces.
        var done = 0
        for piece in [1, 2, 300, 500, 447] {
            Kernels.mersenneWords(n: piece, state: state.pointer, y: words.pointer + done)
            done += piece
        }
        #expect(Array(words.values.prefix(3)) == first)
        #expect(words.values[624] == at624)
        #expect(words.values[1249] == at1249)
    }

    @Test("rand(6) and uniform_(-0.3, 0.7), seed 7")
    func uniform() {
        let y = Buffer<Float>(6, 0)
        Kernels.uniform(n: 6, from: 0, to: 1, state: seeded(7).pointer, y: y.pointer)
        #expect(
            y.values.map(\.bitPattern) == [
                0x3f08_f0af, 0x3e4b_9310, 0x3f28_c219, 0x3f28_29f6, 0x3e6e_590c, 0x3ed9_a1a6,
            ])
        Kernels.uniform(n: 6, from: -0.3, to: 0.7, state: seeded(7).pointer, y: y.pointer)
        #expect(
            y.values.map(\.bitPattern) == [
                0x3e70_8f88, 0xbdcf_4048, 0x3eb7_ea98, 0x3eb6_ba52, 0xbd89_b450, 0x3e00_1018,
            ])
        let wide = Buffer<Double>(3, 0)
        Kernels.uniform(n: 3, from: 0, to: 1, state: seeded(7).pointer, y: wide.pointer)
        #expect(wide.values == [0.279380429906404, 0.27369371365176565, 0.8620929614176255])
    }

    @Test("empty(12).bernoulli_(0.3), seed 7")
    func bernoulli() {
        let y = Buffer<Float>(12, 0)
        Kernels.bernoulli(n: 12, p: 0.3, state: seeded(7).pointer, y: y.pointer)
        #expect(y.values == [1, 1, 0, 0, 0, 0, 1, 0, 0, 0, 1, 1])
    }

    @Test("randn(20) and randn(17, dtype=float64), seed 7")
    func normal() {
        let recorded: [UInt32] = [
            0xbf51_f456, 0x3eca_902b, 0x3f66_1ede, 0xbfb1_b738, 0x3e4b_352e, 0x3f48_35ea, 0x3f85_017b, 0xbf39_7989,
            0xbf59_5213, 0xbf9b_c458, 0xbda5_eea5, 0x3fae_4525, 0xc003_ef41, 0x3f2c_91dd, 0xbfa9_6365, 0xbfae_0ce9,
            0xbf5d_e028, 0xbf10_62be, 0xc003_9d15, 0xbeb6_a456,
        ]
        forEachVariant { variant in
            let y = Buffer<Float>(20, 0)
            Kernels.normal(n: 20, mean: 0, std: 1, state: seeded(7).pointer, y: y.pointer)
            #expect(y.isIntact)
            if variant.hasPrefix("baseline") {
                // Without fused multiply-add the block goes through libm, as PyTorch's does.
                expectClose(y.values, recorded.map { Float(bitPattern: $0) }, 2e-6, variant)
            } else {
                #expect(y.values.map(\.bitPattern) == recorded, "\(variant)")
            }
        }
        let wide = Buffer<Double>(17, 0)
        Kernels.normal(n: 17, mean: 0, std: 1, state: seeded(7).pointer, y: wide.pointer)
        let expected = [0.06626753966449943, -0.29104147095938915, 0.45801695358702993, 1.6932749764073567]
        #expect(zip(wide.values, expected).allSatisfy { abs($0 - $1) < 1e-14 })
    }

    @Test("the vector normals equal the polynomial twin for every number of blocks")
    func blocks() {
        for count in [1, 2, 3, 20] {
            let start = Buffer<Float>(count * 16, 0)
            Kernels.uniform(n: count * 16, from: 0, to: 1, state: seeded(3).pointer, y: start.pointer)
            let expected = Buffer<Float>(count * 16, 0)
            for i in 0..<count * 16 { expected.pointer[i] = start.pointer[i] }
            ScalarKernels.normalBlocksPolynomial(count, mean: 0.5, std: 2, y: expected.pointer)
            forEachVariant { variant in
                if variant.hasPrefix("baseline") { return }
                let y = Buffer<Float>(count * 16, 0)
                for i in 0..<count * 16 { y.pointer[i] = start.pointer[i] }
                Kernels.normalBlocks(count, mean: 0.5, std: 2, y: y.pointer)
                #expect(y.values == expected.values, "\(variant)")
                #expect(y.isIntact)
            }
        }
    }

    @Test("words, uniforms and draws equal the scalar twin in every variant")
    func variants() {
        forEachVariant { variant in
            for n in [1, 7, 311, 312, 624, 1025, 2500] {
                let (state, twin) = (seeded(5), seeded(5))
                for round in 0..<2 {
                    let (words, expectedWords) = (Buffer<UInt32>(n, 0), Buffer<UInt32>(n, 0))
                    Kernels.mersenneWords(n: n, state: state.pointer, y: words.pointer)
                    ScalarKernels.mersenneWords(n: n, state: twin.pointer, y: expectedWords.pointer)
                    #expect(words.values == expectedWords.values && words.isIntact, "\(variant) \(n) \(round)")
                    let (y, expected) = (Buffer<Float>(n, 9), Buffer<Float>(n, 9))
                    Kernels.uniform(n: n, from: 0, to: 1, state: state.pointer, y: y.pointer)
                    ScalarKernels.uniform(n: n, from: Float(0), to: 1, state: twin.pointer, y: expected.pointer)
                    #expect(y.values == expected.values && y.isIntact, "\(variant) \(n) \(round)")
                    for p in [0, 0.3, 0.5, 1] {
                        Kernels.bernoulli(n: n, p: p, value: 2.5, state: state.pointer, y: y.pointer)
                        ScalarKernels.bernoulli(n: n, p: p, state: twin.pointer, y: expected.pointer)
                        #expect(y.values == expected.values.map { $0 * 2.5 } && y.isIntact, "\(variant) \(n) \(p)")
                    }
                }
            }
        }
    }
}
