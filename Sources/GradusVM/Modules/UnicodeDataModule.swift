import Foundation

/// `unicodedata`: what Unicode says about characters.
enum UnicodeDataModule {
    static let module = NativeModule("unicodedata") { vm, module in
        module.value("unidata_version", vm.string("14.0.0"))
        module.function("name", "chr, default=None, /") { vm, arguments in
            if let name = UnicodeNames.name(try character(vm, "name", arguments[0])) { return vm.string(name) }
            guard let missing = arguments.optional(1) else { throw vm.valueError("no such name") }
            return missing
        }
        module.function("lookup", "name, /") { vm, arguments in
            let name = try vm.str(arguments[0])
            guard let code = UnicodeNames.lookup(name) else {
                throw vm.keyError(vm.string("undefined character name '\(name)'"))
            }
            return TextOperations.character(vm, code)
        }
        module.function("category", "chr, /") { vm, arguments in
            vm.string(category(try character(vm, "category", arguments[0])))
        }
        module.function("combining", "chr, /") { vm, arguments in
            let code = try character(vm, "combining", arguments[0])
            return Value(Int(Unicode.Scalar(code)?.properties.canonicalCombiningClass.rawValue ?? 0))
        }
        addNumbers(module)
        module.function("normalize", "form, unistr, /") { vm, arguments in
            let form = try vm.str(arguments[0])
            guard let text = arguments[1].asString else {
                throw vm.typeError("normalize() argument 2 must be str, not \(vm.typeName(arguments[1]))")
            }
            guard let kind = Normalization(rawValue: form) else { throw vm.valueError("invalid normalization form") }
            return text.isASCII ? arguments[1] : vm.string(kind.apply(text.text))
        }
        module.function("is_normalized", "form, unistr, /") { vm, arguments in
            guard let kind = Normalization(rawValue: try vm.str(arguments[0])), let text = arguments[1].asString else {
                throw vm.valueError("invalid normalization form")
            }
            return Value(
                text.isASCII || kind.apply(text.text).unicodeScalars.elementsEqual(text.text.unicodeScalars))
        }
        module.function("east_asian_width", "chr, /") { vm, arguments in
            vm.string(EastAsianWidth.of(try character(vm, "east_asian_width", arguments[0])))
        }
        module.function("mirrored", "chr, /") { vm, arguments in
            let code = try character(vm, "mirrored", arguments[0])
            return Value(Unicode.Scalar(code)?.properties.isBidiMirrored == true ? 1 : 0)
        }
    }

    private static func addNumbers(_ module: ModuleBuilder) {
        for (name, word) in [("decimal", "a decimal"), ("digit", "a digit"), ("numeric", "a numeric character")] {
            module.function(name, "chr, default=None, /") { vm, arguments in
                let code = try character(vm, name, arguments[0])
                let properties = Unicode.Scalar(code)?.properties
                let isRight: Bool
                switch name {
                case "decimal": isRight = properties?.numericType == .decimal
                case "digit": isRight = properties?.numericType == .decimal || properties?.numericType == .digit
                default: isRight = properties?.numericType != nil
                }
                if isRight, let number = properties?.numericValue {
                    return name == "numeric" ? Value(number) : Value(Int(number))
                }
                guard let missing = arguments.optional(1) else { throw vm.valueError("not \(word)") }
                return missing
            }
        }
    }

    private static func character(_ vm: VM, _ function: String, _ value: Value) throws -> UInt32 {
        guard let text = value.asString else {
            throw vm.typeError("\(function)() argument must be a unicode character, not \(vm.typeName(value))")
        }
        if text.count != 1 {
            throw vm.typeError("\(function)() argument must be a unicode character, not str")
        }
        return text.codePoint(at: 0)
    }

    private static func category(_ code: UInt32) -> String {
        guard let scalar = Unicode.Scalar(code) else { return "Cs" }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter: return "Lu"
        case .lowercaseLetter: return "Ll"
        case .titlecaseLetter: return "Lt"
        case .modifierLetter: return "Lm"
        case .otherLetter: return "Lo"
        case .nonspacingMark: return "Mn"
        case .spacingMark: return "Mc"
        case .enclosingMark: return "Me"
        case .decimalNumber: return "Nd"
        case .letterNumber: return "Nl"
        case .otherNumber: return "No"
        case .connectorPunctuation: return "Pc"
        case .dashPunctuation: return "Pd"
        case .openPunctuation: return "Ps"
        case .closePunctuation: return "Pe"
        case .initialPunctuation: return "Pi"
        case .finalPunctuation: return "Pf"
        case .otherPunctuation: return "Po"
        case .mathSymbol: return "Sm"
        case .currencySymbol: return "Sc"
        case .modifierSymbol: return "Sk"
        case .otherSymbol: return "So"
        case .spaceSeparator: return "Zs"
        case .lineSeparator: return "Zl"
        case .paragraphSeparator: return "Zp"
        case .control: return "Cc"
        case .format: return "Cf"
        case .surrogate: return "Cs"
        case .privateUse: return "Co"
        default: return "Cn"
        }
    }
}

/// The forms of `unicodedata.normalize`.
private enum Normalization: String {
    case nfc = "NFC"
    case nfd = "NFD"
    case nfkc = "NFKC"
    case nfkd = "NFKD"

    func apply(_ text: String) -> String {
        switch self {
        case .nfc: text.precomposedStringWithCanonicalMapping
        case .nfd: text.decomposedStringWithCanonicalMapping
        case .nfkc: text.precomposedStringWithCompatibilityMapping
        case .nfkd: text.decomposedStringWithCompatibilityMapping
        }
    }
}

/// How wide characters are in East Asian text.
private enum EastAsianWidth {
    static func of(_ code: UInt32) -> String {
        switch code {
        case 0x20...0x7E, 0xA2, 0xA3, 0xA5, 0xA6, 0xAC, 0xAF, 0x27E6...0x27ED, 0x2985, 0x2986: return "Na"
        case 0x3000, 0xFF01...0xFF60, 0xFFE0...0xFFE6: return "F"
        case 0x20A9, 0xFF61...0xFFBE, 0xFFC2...0xFFC7, 0xFFCA...0xFFCF, 0xFFD2...0xFFD7, 0xFFDA...0xFFDC,
            0xFFE8...0xFFEE:
            return "H"
        case 0x1100...0x115F, 0x231A...0x231B, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
            0xA000...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6B,
            0x1F300...0x1F320, 0x1F32D...0x1F335, 0x1F337...0x1F37C, 0x1F400...0x1F43E, 0x1F440, 0x1F442...0x1F4FC,
            0x1F5FB...0x1F64F, 0x1F680...0x1F6C5, 0x1F900...0x1F9FF, 0x20000...0x2FFFD, 0x30000...0x3FFFD:
            return "W"
        case 0xA1, 0xA4, 0xA7, 0xA8, 0xAA, 0xAD, 0xAE, 0xB0...0xB4, 0xB6...0xBA, 0xBC...0xBF, 0xC6, 0xD0, 0xD7, 0xD8,
            0xDE...0xE1, 0xE6, 0xE8...0xEA, 0xEC, 0xED, 0xF0, 0xF2, 0xF3, 0xF7...0xFA, 0xFC, 0xFE, 0x300...0x36F,
            0x391...0x3A1,
            0x3A3...0x3A9, 0x3B1...0x3C1, 0x3C3...0x3C9, 0x401, 0x410...0x44F, 0x451, 0x2010, 0x2013...0x2016, 0x2018,
            0x2019, 0x201C, 0x201D, 0x2020...0x2022, 0x2024...0x2027, 0x2030, 0x20AC, 0x2103, 0x2116, 0x2121, 0x2122,
            0x2160...0x216B, 0x2190...0x2199, 0x21D2, 0x21D4, 0x2200, 0x2460...0x24E9, 0x2500...0x254B, 0x25A0, 0x25A1,
            0x2605, 0x2606, 0x2640, 0x2642, 0xE000...0xF8FF, 0xFFFD:
            return "A"
        default: return "N"
        }
    }
}
