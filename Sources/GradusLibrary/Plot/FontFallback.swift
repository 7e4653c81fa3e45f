#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Which installed font has a character, asked of fontconfig, which cairo uses itself. Opened when first needed.
final class FontFallback: @unchecked Sendable {
    typealias Handle = UnsafeMutableRawPointer

    private let createPattern: @convention(c) () -> Handle?
    private let destroyPattern: @convention(c) (Handle) -> Void
    private let addString: @convention(c) (Handle, UnsafePointer<CChar>, UnsafePointer<CChar>) -> Int32
    private let addCharacters: @convention(c) (Handle, UnsafePointer<CChar>, Handle) -> Int32
    private let createCharacters: @convention(c) () -> Handle?
    private let destroyCharacters: @convention(c) (Handle) -> Void
    private let addCharacter: @convention(c) (Handle, UInt32) -> Int32
    private let hasCharacter: @convention(c) (Handle, UInt32) -> Int32
    private let substitute: @convention(c) (Handle?, Handle, Int32) -> Int32
    private let addDefaults: @convention(c) (Handle) -> Void
    private let match: @convention(c) (Handle?, Handle, UnsafeMutablePointer<Int32>) -> Handle?
    private let getString:
        @convention(c) (Handle, UnsafePointer<CChar>, Int32, UnsafeMutablePointer<UnsafePointer<CChar>?>) -> Int32
    private let getCharacters:
        @convention(c) (Handle, UnsafePointer<CChar>, Int32, UnsafeMutablePointer<Handle?>) -> Int32
    private var families: [Key: String] = [:]
    private var coverage: [String: Handle] = [:]

    private struct Key: Hashable {
        var family: String
        var character: UInt32
    }

    static let shared = FontFallback()

    private init?() {
        let names = ["libfontconfig.so.1", "libfontconfig.1.dylib", "/opt/homebrew/lib/libfontconfig.1.dylib"]
        guard let library = names.lazy.compactMap({ dlopen($0, RTLD_NOW | RTLD_LOCAL) }).first else { return nil }
        var isComplete = true
        func find<Function>(_ name: String, _: Function.Type = Function.self) -> Function {
            guard let found = dlsym(library, "Fc" + name) else {
                isComplete = false
                return unsafeBitCast(library, to: Function.self)
            }
            return unsafeBitCast(found, to: Function.self)
        }
        createPattern = find("PatternCreate")
        destroyPattern = find("PatternDestroy")
        addString = find("PatternAddString")
        addCharacters = find("PatternAddCharSet")
        createCharacters = find("CharSetCreate")
        destroyCharacters = find("CharSetDestroy")
        addCharacter = find("CharSetAddChar")
        hasCharacter = find("CharSetHasChar")
        substitute = find("ConfigSubstitute")
        addDefaults = find("DefaultSubstitute")
        match = find("FontMatch")
        getString = find("PatternGetString")
        getCharacters = find("PatternGetCharSet")
        guard isComplete else { return nil }
    }

    /// The family to draw `character` with where `family` is wanted: `family` itself where no font has it.
    func family(_ family: String, for character: UInt32) -> String {
        let key = Key(family: family, character: character)
        if let known = families[key] { return known }
        let found = search(family, character)
        families[key] = found
        return found
    }

    private func search(_ family: String, _ character: UInt32) -> String {
        if let own = characters(of: family), hasCharacter(own, character) != 0 { return family }
        guard let set = createCharacters() else { return family }
        defer { destroyCharacters(set) }
        _ = addCharacter(set, character)
        guard let found = best(family, set) else { return family }
        defer { destroyPattern(found) }
        var covered: Handle?
        guard getCharacters(found, "charset", 0, &covered) == 0, let covered, hasCharacter(covered, character) != 0
        else { return family }
        var name: UnsafePointer<CChar>?
        guard getString(found, "family", 0, &name) == 0, let name else { return family }
        return String(cString: name)
    }

    /// The characters of the font that stands for a family; the pattern that owns them is kept.
    private func characters(of family: String) -> Handle? {
        if let known = coverage[family] { return known }
        guard let found = best(family, nil) else { return nil }
        var covered: Handle?
        guard getCharacters(found, "charset", 0, &covered) == 0, let covered else { return nil }
        coverage[family] = covered
        return covered
    }

    private func best(_ family: String, _ characters: Handle?) -> Handle? {
        guard let pattern = createPattern() else { return nil }
        defer { destroyPattern(pattern) }
        _ = addString(pattern, "family", family)
        if let characters { _ = addCharacters(pattern, "charset", characters) }
        // 0 = FcMatchPattern
        _ = substitute(nil, pattern, 0)
        addDefaults(pattern)
        var result: Int32 = 0
        return match(nil, pattern, &result)
    }
}
