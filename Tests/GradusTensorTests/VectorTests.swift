import Foundation
import Testing

/// The recorded vectors, read from beside this file.
private func load(_ name: String) -> JSON {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
        "Vectors/\(name).json")
    return JSON.parse((try? String(contentsOf: file, encoding: .utf8)) ?? "")
}

private func cases(_ name: String) -> [JSON] { load(name)["cases"]?.list ?? [] }

/// One process state (generator, print options): one after the other.
/// On the main actor, as the tests that switch kernels between instruction sets are: bits depend on the set.
@MainActor
@Suite(.serialized)
struct VectorTests {
    @Test func operationsAgreeWithRecordedValuesAndGradients() {
        let all = cases("ops")
        #expect(all.count > 1000)
        for c in all {
            let difference = VectorRunner.check(c)
            #expect(difference == nil, "\(VectorRunner.title(c)): \(difference ?? "")")
        }
    }

    @Test(arguments: ["linear", "ordering", "special", "composition"])
    func familiesAgreeWithRecordedValuesAndGradients(_ family: String) {
        let all = cases(family)
        #expect(all.count > 50)
        for c in all {
            let difference = VectorRunner.check(c)
            #expect(difference == nil, "\(VectorRunner.title(c)): \(difference ?? "")")
        }
    }

    @Test func drawsAgreeBitForBit() {
        let all = cases("random")
        #expect(all.count > 5)
        for c in all {
            let difference = VectorRunner.checkDraws(c)
            #expect(difference == nil, "seed \(c["seed"]?.int ?? 0): \(difference ?? "")")
        }
    }

    @Test func printedTextAgrees() {
        let all = cases("printing")
        #expect(all.count > 100)
        for c in all {
            let difference = VectorRunner.checkPrinting(c)
            #expect(difference == nil, "\(difference ?? "")")
        }
    }

    @Test func promotionAgrees() {
        let tables = load("promotion").object
        #expect(tables.count == 3)
        for (table, entries) in tables {
            for (key, wanted) in entries.object {
                let difference = VectorRunner.checkPromotion(table, key, wanted.string)
                #expect(difference == nil, "\(table) \(key): \(difference ?? "")")
            }
        }
    }
}
