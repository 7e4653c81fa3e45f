import CPCRE2

/// A compiled regular expression: PCRE2 code for each kind of subject and anchoring, made when first needed.
final class RegexProgram {
    enum Anchoring: Int { case search, match, fullMatch }

    /// What a match works on; the owner of the bytes must outlive it.
    struct Subject {
        let bytes: UnsafePointer<UInt8>
        let count: Int
        let mode: PatternEmitter.Mode
    }

    let pattern: ParsedPattern
    private var variants: [Variant?] = Array(repeating: nil, count: 6)
    private var matchData: OpaquePointer?
    /// Byte offsets of the last match: start and end of each group, -1 where it took no part.
    private(set) var offsets: UnsafeMutablePointer<Int>

    init(_ pattern: ParsedPattern) {
        self.pattern = pattern
        offsets = UnsafeMutablePointer<Int>.allocate(capacity: 2 * (pattern.groupCount + 1))
    }

    deinit {
        if let matchData { pcre2_match_data_free_8(matchData) }
        offsets.deallocate()
    }

    /// PCRE2 code and how often it ran.
    private final class Variant {
        let code: OpaquePointer
        var uses = 0
        /// The same with calls back between its steps, for matches that take long.
        var watched: OpaquePointer?

        init(_ code: OpaquePointer) { self.code = code }

        deinit {
            pcre2_code_free_8(code)
            if let watched { pcre2_code_free_8(watched) }
        }
    }

    // MARK: Matching

    /// Looks for a match at or after a byte offset; true where there is one, which `offsets` then tells.
    func run(
        _ vm: VM, _ subject: Subject, from start: Int, _ anchoring: Anchoring, refusesEmpty: Bool = false
    ) throws -> Bool {
        let variant = try variant(subject.mode, anchoring)
        variant.uses += 1
        // Machine code costs more to make than a few short matches.
        if variant.uses == 3 || (variant.uses == 1 && subject.count > 400) {
            pcre2_jit_compile_8(variant.code, UInt32(PCRE2_JIT_COMPLETE))
        }
        guard let data = matchData ?? makeMatchData() else { throw vm.error(.memoryError, arguments: []) }
        let options = UInt32(PCRE2_NO_UTF_CHECK) | (refusesEmpty ? UInt32(PCRE2_NOTEMPTY_ATSTART) : 0)
        var result = pcre2_match_8(
            variant.code, subject.bytes, subject.count, start, options, data, RegexLimits.brief)
        if result == PCRE2_ERROR_JIT_STACKLIMIT {
            result = pcre2_match_8(
                variant.code, subject.bytes, subject.count, start, options | UInt32(PCRE2_NO_JIT), data,
                RegexLimits.brief)
        }
        if result == PCRE2_ERROR_MATCHLIMIT {
            if variant.watched == nil {
                variant.watched = try compile(subject.mode, anchoring, extra: UInt32(PCRE2_AUTO_CALLOUT))
                pcre2_jit_compile_8(variant.watched, UInt32(PCRE2_JIT_COMPLETE))
            }
            result = pcre2_match_8(
                variant.watched, subject.bytes, subject.count, start, options, data, RegexLimits.patient)
        }
        if result == PCRE2_ERROR_NOMATCH { return false }
        if result < 0 { throw failure(vm, result) }
        let vector = pcre2_get_ovector_pointer_8(data)
        guard let vector else { return false }
        let found = Int(pcre2_get_ovector_count_8(data)) * 2
        for index in 0..<min(found, 2 * (pattern.groupCount + 1)) { offsets[index] = vector[index] }
        return true
    }

    private func makeMatchData() -> OpaquePointer? {
        matchData = pcre2_match_data_create_8(UInt32(pattern.groupCount + 1), nil)
        return matchData
    }

    private func failure(_ vm: VM, _ code: Int32) -> Thrown {
        switch code {
        case PCRE2_ERROR_CALLOUT:
            Attention.clearInterrupt()
            return vm.error(.keyboardInterrupt, arguments: [])
        case PCRE2_ERROR_MATCHLIMIT, PCRE2_ERROR_DEPTHLIMIT:
            return vm.error(
                .runtimeError, "the regular expression needs too many steps for this text",
                hint: "nested repetitions such as (a+)+ try every way to divide the text: write one repetition")
        case PCRE2_ERROR_NOMEMORY, PCRE2_ERROR_HEAPLIMIT, PCRE2_ERROR_JIT_STACKLIMIT:
            return vm.error(.memoryError, arguments: [])
        default: return vm.error(.runtimeError, "regular expression: " + Self.message(code))
        }
    }

    // MARK: Compiling

    /// Compiles for the likeliest kind of subject, to find what PCRE2 refuses when the pattern is made.
    func check() throws { _ = try variant(pattern.isText ? .ascii : .bytes, .search) }

    private func variant(_ mode: PatternEmitter.Mode, _ anchoring: Anchoring) throws -> Variant {
        let place = (mode == .unicode ? 3 : 0) + anchoring.rawValue
        if let known = variants[place] { return known }
        let made = Variant(try compile(mode, anchoring, extra: 0))
        variants[place] = made
        return made
    }

    private func compile(_ mode: PatternEmitter.Mode, _ anchoring: Anchoring, extra: UInt32) throws -> OpaquePointer {
        let text = try PatternEmitter.emit(pattern, mode)
        var options = UInt32(PCRE2_ALT_CIRCUMFLEX) | extra
        if mode == .unicode { options |= UInt32(PCRE2_UTF) | UInt32(PCRE2_NO_UTF_CHECK) }
        if PatternEmitter.isCaseless(pattern.flags, mode) { options |= UInt32(PCRE2_CASELESS) }
        if pattern.flags.contains(.multiline) { options |= UInt32(PCRE2_MULTILINE) }
        if pattern.flags.contains(.dotAll) { options |= UInt32(PCRE2_DOTALL) }
        if anchoring != .search { options |= UInt32(PCRE2_ANCHORED) }
        if anchoring == .fullMatch { options |= UInt32(PCRE2_ENDANCHORED) }
        var error: Int32 = 0
        var place = 0
        let code = text.withUnsafeBufferPointer {
            pcre2_compile_8($0.baseAddress, $0.count, options, &error, &place, RegexLimits.compiling)
        }
        if let code { return code }
        if error == PCRE2_ERROR_PATTERN_TOO_LARGE || error == PCRE2_ERROR_PATTERN_TOO_COMPLICATED {
            throw PatternError(kind: .overflow, message: "regular expression code size limit exceeded")
        }
        throw PatternError(message: Self.message(error))
    }

    private static func message(_ code: Int32) -> String {
        var buffer = [UInt8](repeating: 0, count: 256)
        let count = pcre2_get_error_message_8(code, &buffer, buffer.count)
        return String(decoding: buffer.prefix(max(0, Int(count))), as: UTF8.self)
    }
}

// Values of error numbers that are macros of expressions, which Swift does not import.
private let PCRE2_ERROR_PATTERN_TOO_LARGE: Int32 = 120
private let PCRE2_ERROR_PATTERN_TOO_COMPLICATED: Int32 = 186

/// Settings shared by all matches.
enum RegexLimits {
    /// For patterns: only `\n` ends a line, and lone surrogates are characters.
    nonisolated(unsafe) static let compiling: OpaquePointer? = {
        let context = pcre2_compile_context_create_8(nil)
        pcre2_set_newline_8(context, UInt32(PCRE2_NEWLINE_LF))
        pcre2_set_parens_nest_limit_8(context, 5000)
        pcre2_set_compile_extra_options_8(context, UInt32(PCRE2_EXTRA_ALLOW_SURROGATE_ESCAPES))
        return context
    }()

    /// Machine code of PCRE2 runs on a stack of its own.
    nonisolated(unsafe) private static let stack = pcre2_jit_stack_create_8(64 << 10, 64 << 20, nil)

    /// Enough steps for nearly all matches, over in a fraction of a second.
    nonisolated(unsafe) static let brief: OpaquePointer? = {
        let context = pcre2_match_context_create_8(nil)
        pcre2_set_match_limit_8(context, 10_000_000)
        pcre2_set_depth_limit_8(context, UInt32.max)
        pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack))
        return context
    }()

    /// Steps for some seconds more, looking for an interrupt between them.
    nonisolated(unsafe) static let patient: OpaquePointer? = {
        let context = pcre2_match_context_create_8(nil)
        pcre2_set_match_limit_8(context, 600_000_000)
        pcre2_set_depth_limit_8(context, UInt32.max)
        pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack))
        pcre2_set_callout_8(context, { _, _ in Attention.isInterrupted ? PCRE2_ERROR_CALLOUT : 0 }, nil)
        return context
    }()
}
