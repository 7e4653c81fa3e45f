import GradusEngine
import GradusTerminal

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Magic {
    static let timeMagics: [Magic] = [
        Magic("time", "%time CODE", "run CODE and say how long it took", completes: .code) {
            (code, prompt) throws(MagicFailure) in
            guard !code.isEmpty else { throw MagicFailure("needs code to run: %time x.sum()") }
            return Timing.time(code, in: prompt)
        },
        Magic(
            "timeit", "%timeit [-n N] [-r R] [-q] CODE", "run CODE many times and say how long it takes on average",
            completes: .code
        ) { (arguments, prompt) throws(MagicFailure) in
            let options = try TimeitOptions(arguments)
            guard !options.code.isEmpty else { throw MagicFailure("needs code to run: %timeit x.sum()") }
            return try Timing.timeit(options.code, setup: "", options, in: prompt)
        },
        Magic(
            "prof", "%prof CODE", "run CODE and say where time and memory went: by operation, layer and line",
            aliases: ["prun"], completes: .code
        ) { (code, prompt) throws(MagicFailure) in
            guard !code.isEmpty else { throw MagicFailure("needs code to run: %prof net(x)") }
            return Timing.profile(code, in: prompt)
        },
    ]
}

/// The options before the code of `%timeit`, as IPython has them.
struct TimeitOptions {
    var loops: Int?
    var repeats = 7
    var isQuiet = false
    var code = ""

    init(_ text: String) throws(MagicFailure) {
        var rest = text[...]
        while rest.hasPrefix("-") {
            let word = rest.prefix { $0 != " " }
            rest = rest.dropFirst(word.count).drop { $0 == " " }
            func number() throws(MagicFailure) -> Int {
                var digits = word.dropFirst(2)
                if digits.isEmpty {
                    digits = rest.prefix { $0 != " " }
                    rest = rest.dropFirst(digits.count).drop { $0 == " " }
                }
                guard let value = Int(digits), value > 0 else {
                    throw MagicFailure("\(word.prefix(2)) needs a number from 1")
                }
                return value
            }
            switch word.prefix(2) {
            case "-n": loops = try number()
            case "-r": repeats = try number()
            case "-p", "-t", "-c": if word.prefix(2) == "-p" { _ = try number() }
            case "-q": isQuiet = true
            default: throw MagicFailure("there is no option \(word)")
            }
        }
        code = String(rest)
    }
}

/// Measures how long code takes; the wording is IPython's.
enum Timing {
    static func time(_ code: String, in prompt: InteractiveShell) -> Outcome {
        let start = MonotonicClock.seconds()
        let (user, system) = processorSeconds()
        let finish = {
            let wall = MonotonicClock.seconds() - start
            let (userEnd, systemEnd) = processorSeconds()
            let (u, s) = (userEnd - user, systemEnd - system)
            prompt.console.finishLine()
            prompt.console.writeLine("CPU times: user \(duration(u)), sys: \(duration(s)), total: \(duration(u + s))")
            prompt.console.writeLine("Wall time: \(duration(wall))")
        }
        guard prompt.hasCommands(code) else { return prompt.execute(code, beforeResult: finish) }
        let outcome = prompt.continueEntry(code)
        finish()
        return outcome
    }

    static func profile(_ code: String, in prompt: InteractiveShell) -> Outcome {
        let start = MonotonicClock.seconds()
        prompt.session.beginProfile()
        let outcome = prompt.execute(code)
        let lines = prompt.session.endProfile(seconds: MonotonicClock.seconds() - start)
        prompt.console.finishLine()
        for line in lines { prompt.console.writeLine(line) }
        return outcome
    }

    private static func processorSeconds() -> (user: Double, system: Double) {
        var usage = rusage()
        // This process: RUSAGE_SELF, whose type differs between systems.
        getrusage(0, &usage)
        let seconds = { (time: timeval) in Double(time.tv_sec) + Double(time.tv_usec) * 1e-6 }
        return (seconds(usage.ru_utime), seconds(usage.ru_stime))
    }

    static func timeit(_ code: String, setup: String, _ options: TimeitOptions, in prompt: InteractiveShell)
        throws(MagicFailure)
        -> Outcome
    {
        var seconds: [Double] = []
        func run(_ loops: Int) -> Outcome {
            let (outcome, time) = prompt.session.timeLoop(loops, emit: { prompt.show($0, source: code) })
            if let time { seconds.append(time) }
            return outcome
        }
        let prepared = Interrupts.whileRunning {
            prompt.session.prepareLoop(code, setup: setup) { prompt.show($0, source: code) }
        }
        guard prepared == .finished else { return prepared }
        defer { prompt.session.forgetLoop() }
        return Interrupts.whileRunning {
            var loops = options.loops ?? 1
            if options.loops == nil {
                // Until one run takes a fifth of a second.
                for power in 0..<10 {
                    loops = power == 0 ? 1 : loops * 10
                    let outcome = run(loops)
                    guard outcome == .finished else { return outcome }
                    if (seconds.last ?? 1) >= 0.2 { break }
                }
            }
            seconds = []
            for _ in 0..<options.repeats {
                let outcome = run(loops)
                guard outcome == .finished else { return outcome }
            }
            if !options.isQuiet { report(seconds, loops, in: prompt) }
            return .finished
        }
    }

    private static func report(_ seconds: [Double], _ loops: Int, in prompt: InteractiveShell) {
        let each = seconds.map { $0 / Double(loops) }
        let mean = each.reduce(0, +) / Double(max(1, each.count))
        let deviation = (each.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, each.count))).squareRoot()
        let best = each.min() ?? 0
        let worst = each.max() ?? 0
        if best > 0, worst > 4 * best, worst > 1e-6 {
            let ratio = twoPlaces(worst / best)
            prompt.console.writeLine(
                "The slowest run took \(ratio) times longer than the fastest. This could mean that an intermediate result is being cached."
            )
        }
        let runs = "\(each.count) run\(each.count == 1 ? "" : "s")"
        let loopText = "\(grouped(loops)) loop\(loops == 1 ? "" : "s") each"
        prompt.console.writeLine(
            "\(duration(mean)) ± \(duration(deviation)) per loop (mean ± std. dev. of \(runs), \(loopText))")
    }

    private static func twoPlaces(_ value: Double) -> String {
        let hundredths = Int((min(value, 1e12) * 100).rounded())
        return "\(hundredths / 100)." + (hundredths % 100 < 10 ? "0" : "") + "\(hundredths % 100)"
    }

    static func grouped(_ number: Int) -> String {
        var digits = String(number)
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        return ([digits] + groups).joined(separator: ",")
    }

    /// Three digits and a unit that suits: `12.3 ms`; beyond a minute in parts: `1min 30s`.
    static func duration(_ seconds: Double) -> String {
        if seconds >= 60 {
            var rest = seconds
            var parts: [String] = []
            for (unit, size) in [("d", 86400.0), ("h", 3600), ("min", 60), ("s", 1)] {
                let value = Int(rest / size)
                if value > 0 {
                    rest -= Double(value) * size
                    parts.append("\(value)\(unit)")
                }
            }
            return parts.joined(separator: " ")
        }
        guard seconds > 0 else { return "0 ns" }
        let order = seconds >= 1 ? 0 : seconds >= 1e-3 ? 1 : seconds >= 1e-6 ? 2 : 3
        let scaled = seconds * [1, 1e3, 1e6, 1e9][order]
        return "\(threeDigits(scaled)) \(["s", "ms", "µs", "ns"][order])"
    }

    /// `%.3g` of a number from 0 to 1000.
    private static func threeDigits(_ value: Double) -> String {
        let places = value >= 99.95 ? 0 : value >= 9.995 ? 1 : value >= 0.9995 ? 2 : 3
        let scale = [1.0, 10, 100, 1000][places]
        let whole = Int((value * scale).rounded())
        guard places > 0 else { return String(whole) }
        let fraction = String(whole % Int(scale))
        var text = "\(whole / Int(scale))." + String(repeating: "0", count: places - fraction.count) + fraction
        while text.hasSuffix("0") { text.removeLast() }
        if text.hasSuffix(".") { text.removeLast() }
        return text
    }
}
