import GradusNN
import GradusTensor
import GradusTestSupport
import Testing

/// The op reference is what the table says; `make docs` writes it.
@Suite struct ReferenceTests {
    @Test func opReferenceIsCurrent() {
        NNLibrary.prepare()
        if let mismatch = GoldenFile.mismatch(OpReference.markdown, file: "docs/ops.md") {
            Issue.record("run `make docs`: \(mismatch.prefix(400))")
        }
    }

    @Test func everyRowIsDocumented() {
        NNLibrary.prepare()
        for row in OpTable.rows {
            #expect(!row.documentation.isEmpty, "\(row.name) has no documentation")
            #expect(!row.schemas.isEmpty, "\(row.name) has no signature")
        }
    }
}
