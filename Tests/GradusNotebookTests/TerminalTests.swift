import GradusEngine
import Testing

@testable import GradusTerminal

@Suite struct TerminalTests {
    struct ColourCase: Sendable {
        var variables: [String: String]
        var terminal: Bool
        var expected: Bool
    }

    @Test(arguments: [
        ColourCase(variables: [:], terminal: true, expected: true),
        ColourCase(variables: [:], terminal: false, expected: false),
        ColourCase(variables: ["NO_COLOR": "1"], terminal: true, expected: false),
        ColourCase(variables: ["NO_COLOR": ""], terminal: true, expected: true),
        ColourCase(variables: ["FORCE_COLOR": "1"], terminal: false, expected: true),
        ColourCase(variables: ["FORCE_COLOR": ""], terminal: false, expected: false),
        ColourCase(variables: ["NO_COLOR": "1", "FORCE_COLOR": "1"], terminal: true, expected: false),
        ColourCase(variables: ["TERM": "dumb"], terminal: true, expected: false),
        ColourCase(variables: ["TERM": "dumb", "FORCE_COLOR": "1"], terminal: true, expected: true),
    ])
    func colour(row: ColourCase) {
        #expect(TerminalFeatures.colour(isTerminal: row.terminal) { row.variables[$0] } == row.expected)
    }

    @Test func barsNeedATerminalAndNoCI() {
        #expect(TerminalFeatures.progress(isTerminal: true) { _ in nil })
        #expect(!TerminalFeatures.progress(isTerminal: false) { _ in nil })
        #expect(!TerminalFeatures.progress(isTerminal: true) { $0 == "CI" ? "true" : nil })
        // NO_COLOR says nothing about bars.
        #expect(TerminalFeatures.progress(isTerminal: true) { $0 == "NO_COLOR" ? "1" : nil })
    }

    @Test(arguments: [("abc", 3), ("한글", 4), ("e\u{301}", 1), ("28 − 5", 6), ("", 0), ("a\u{1B}b", 2)])
    func width(text: String, columns: Int) {
        #expect(DisplayWidth.of(text) == columns)
    }

    static func progress(_ done: Int, _ total: Int?, unit: String = "it", label: String = "train") -> Progress {
        Progress(label: label, done: done, total: total, unit: unit, isFinished: false)
    }

    @Test func barIsDrawnAtMostTenTimesASecond() {
        var bar = ProgressBar()
        var drawings = 0
        for step in 0..<10_000 {
            let text = bar.update(Self.progress(step, 10_000), columns: 80, now: Double(step) * 1e-4)
            drawings += text.isEmpty ? 0 : 1
        }
        #expect((9...11).contains(drawings))
        #expect(bar.clear() == "\r\u{1B}[K")
        #expect(bar.clear() == "")
    }

    @Test func barsStandBelowOneAnother() {
        func count(_ id: Int, _ text: String, ends: Bool = false) -> Progress {
            var progress = Progress(label: "", done: 0, total: nil, unit: "", isFinished: ends, text: text)
            progress.id = id
            return progress
        }
        var bar = ProgressBar()
        #expect(bar.update(count(1, "outer"), columns: 80, now: 0) == "\r\u{1B}[Kouter")
        #expect(bar.update(count(2, "inner 1"), columns: 80, now: 0.05) == "")
        #expect(bar.update(count(2, "inner 2"), columns: 80, now: 0.1) == "\r\u{1B}[Kouter\ninner 2")
        #expect(bar.update(count(2, "inner 3"), columns: 80, now: 0.2) == "\r\u{1B}[1A\u{1B}[Jouter\ninner 3")
        // Text comes between: all lines go, and come back.
        #expect(bar.clear() == "\r\u{1B}[1A\u{1B}[J")
        #expect(bar.update(count(2, "inner 4"), columns: 80, now: 0.21) == "\r\u{1B}[Kouter\ninner 4")
        #expect(bar.update(count(2, "", ends: true), columns: 80, now: 0.22) == "\r\u{1B}[1A\u{1B}[Jouter")
        #expect(bar.update(count(1, "", ends: true), columns: 80, now: 0.23) == "\r\u{1B}[K")
        #expect(!bar.isVisible)
        // A terminal that became narrower has broken the line in two.
        _ = bar.update(count(3, String(repeating: "x", count: 70)), columns: 80, now: 1)
        #expect(bar.update(count(3, "y"), columns: 40, now: 2) == "\r\u{1B}[1A\u{1B}[Jy")
        #expect(bar.forget() == "\r\u{1B}[K")
    }

    @Test func aBarSaysHowLongItTakes() {
        var progress = Self.progress(412, 1200, unit: "", label: "batch")
        progress.secondsLeft = 64
        #expect(ProgressBar.line(progress, columns: 79).hasSuffix(" 412/1200 · 1:04 left"))
        #expect(ProgressBar.line(progress, columns: 20) == "batch  34%  412/1200")
    }

    @Test(arguments: [20, 40, 80, 200])
    func barFits(columns: Int) {
        for label in ["train", "한글 이름이 긴 데이터", ""] {
            let line = ProgressBar.line(Self.progress(27_000, 60_000, label: label), columns: columns)
            #expect(DisplayWidth.of(line) <= columns)
        }
    }

    @Test func barSaysHowFar() {
        let line = ProgressBar.line(Self.progress(4_900_000, 9_800_000, unit: "B", label: "train.gz"), columns: 79)
        #expect(
            line == "train.gz  50% [" + String(repeating: "#", count: 20) + String(repeating: ".", count: 20)
                + "] 4.9 MB/9.8 MB")
        #expect(ProgressBar.line(Self.progress(1234, nil), columns: 79) == "train 1234 it")
    }

    @Test func streamsStayInOrder() {
        final class Log: TextSink {
            let name: String
            let add: (String) -> Void
            init(name: String, add: @escaping (String) -> Void) {
                self.name = name
                self.add = add
            }
            func write(_ text: String) { add("\(name):\(text)") }
            func flush() { add("\(name)!") }
        }
        var log: [String] = []
        let add = { (entry: String) in log.append(entry) }
        let console = Console(
            out: Log(name: "out", add: add), err: Log(name: "err", add: add), features: TerminalFeatures())
        console.write("a")
        console.writeError("b")
        #expect(log == ["out:a", "out!", "err:b", "err!"])
        #expect(console.isInsideLine)
    }

    @Test(arguments: [("rnu", "run"), ("hepl", "help"), ("runn", "run")])
    func nearestWord(typed: String, meant: String) {
        #expect(Spelling.nearest(to: typed, in: ["help", "run"]) == meant)
    }

    @Test(arguments: ["notebook", "r", "pull", "x.py"])
    func noNearWord(typed: String) {
        #expect(Spelling.nearest(to: typed, in: ["help", "run"]) == nil)
    }
}
