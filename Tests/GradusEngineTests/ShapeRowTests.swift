import GradusEngine
import GradusTestSupport
import Testing

/// What the user called is one row of the shapes, whatever it is composed of.
@MainActor
@Suite(.serialized)
struct ShapeRowTests {
    @Test(arguments: ["xlogy", "logaddexp", "logaddexp2", "nextafter", "nan_to_num", "angle", "erfinv", "nansum"])
    func isOneRow(name: String) {
        let isOfTwo = ["xlogy", "logaddexp", "logaddexp2", "nextafter"].contains(name)
        let rows = MachineLock.withLock {
            var options = SessionOptions()
            options.recordsShapes = true
            let session = Session(options: options)
            var rows: [String] = []
            for line in ["import torch\nx = torch.rand(3, 3)", "torch.\(name)(x\(isOfTwo ? ", x" : ""))"] {
                rows = []
                _ = session.execute(Cell(source: line, fileName: "rows.py", showsResult: false)) { event in
                    if case .shape(let row) = event { rows.append(row.name) }
                }
            }
            return rows
        }
        #expect(rows == [name])
    }
}
