import Foundation
import Testing

/// What `Recorded/record.py` wrote.
enum Recorded {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Recorded")

    struct Case: CustomTestStringConvertible, @unchecked Sendable {
        let index: Int
        let fields: [String: Any]

        var testDescription: String {
            "\(index) \(string("id") ?? string("op") ?? "") \(string("mode") ?? string("input") ?? "")"
        }

        func string(_ key: String) -> String? { fields[key] as? String }
        func int(_ key: String) -> Int { (fields[key] as? NSNumber)?.intValue ?? 0 }
        func double(_ key: String) -> Double { (fields[key] as? NSNumber)?.doubleValue ?? .nan }
        func ints(_ key: String) -> [Int] { (fields[key] as? [NSNumber] ?? []).map(\.intValue) }
        func doubles(_ key: String) -> [Double] { (fields[key] as? [NSNumber] ?? []).map(\.doubleValue) }
        func list(_ key: String) -> [Case] {
            (fields[key] as? [[String: Any]] ?? []).map { Case(index: index, fields: $0) }
        }
        func floats(_ key: String) -> [Float] { doubles(key).map { Float($0) } }
        func nested(_ key: String) -> Case { Case(index: index, fields: fields[key] as? [String: Any] ?? [:]) }
    }

    static func cases(_ file: String, _ part: String = "cases") -> [Case] {
        guard let data = try? Data(contentsOf: folder.appendingPathComponent(file)),
            let root = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
            let cases = root[part] as? [[String: Any]]
        else { return [] }
        return cases.enumerated().map { Case(index: $0.offset, fields: $0.element) }
    }
}
