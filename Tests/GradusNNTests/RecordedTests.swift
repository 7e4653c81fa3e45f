import Foundation
import GradusNN
import GradusTensor
import Testing

private func load(_ name: String) -> JSON {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
        "Vectors/\(name).json")
    return JSON.parse((try? String(contentsOf: file, encoding: .utf8)) ?? "")
}

/// Everything against what PyTorch gave; one generator, so one after the other.
@Suite(.serialized)
struct RecordedTests {
    @Test func layersAgree() {
        let cases = load("layers").list
        #expect(cases.count > 180)
        for c in cases {
            let difference = LayerRunner.check(c)
            #expect(difference == nil, "\(LayerRunner.title(c)): \(difference ?? "")")
        }
    }

    @Test func optimizersAgree() {
        let cases = load("optimizers")["optimizers"]?.list ?? []
        #expect(cases.count > 20)
        for c in cases {
            let difference = OptimizerRunner.check(c)
            #expect(difference == nil, "\(c["optimizer"]?.string ?? "") \(c["kwargs"] ?? .null): \(difference ?? "")")
        }
    }

    @Test func givenGradientsGiveTheRecordedSteps() {
        let cases = load("steps").list
        #expect(cases.count > 20)
        for c in cases {
            let difference = OptimizerRunner.checkSteps(c)
            #expect(difference == nil, "\(c["id"]?.string ?? ""): \(difference ?? "")")
        }
    }

    @Test func initializersAgree() {
        let cases = load("optimizers")["initializers"]?.list ?? []
        #expect(cases.count > 15)
        for c in cases {
            let difference = OptimizerRunner.checkInitializer(c)
            #expect(difference == nil, "\(c["name"]?.string ?? "") \(c["kwargs"] ?? .null): \(difference ?? "")")
        }
    }

    @Test func twentyStepsOfLeNetGiveTheRecordedLosses() {
        let cases = load("optimizers")["lenet"]?.object ?? [:]
        #expect(cases.count == 2)
        for (name, c) in cases {
            let difference = OptimizerRunner.checkTraining(name, c)
            #expect(difference == nil, "\(name): \(difference ?? "")")
        }
    }
}
