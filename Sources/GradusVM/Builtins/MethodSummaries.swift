/// What methods of built-in types do, in a sentence each, for those that do not say so where they are made. Types of texts
/// share theirs.
public enum MethodSummaries {
    nonisolated(unsafe) private static var tables: [String: [String: String]] = [
        "str": text, "bytes": text, "bytearray": text.merging(changes) { $1 }, "dict": dictionary, "set": set,
        "frozenset": set, "int": number, "float": number, "complex": number, "memoryview": view,
    ]

    /// Adds the sentences about the methods of a type from another library.
    public static func add(_ type: String, _ table: [String: String]) {
        tables[type, default: [:]].merge(table) { $1 }
    }

    /// The sentence about a method, or an empty text.
    static func text(_ owner: TypeObject, _ name: String) -> String {
        owner.isScriptClass ? "" : tables[owner.name]?[name] ?? ""
    }

    private static let text = [
        "capitalize": "A copy that begins with a capital letter, the rest in small letters.",
        "casefold": "A copy for comparisons that ignore the difference of capital and small letters.",
        "center": "A copy in the middle of `width` characters, filled up at both sides.",
        "count": "How often the part occurs from start to end, without overlaps.",
        "decode": "The text that the bytes stand for in an encoding.",
        "encode": "The bytes of the text in an encoding.",
        "endswith": "Whether the end is the given one, or one of a tuple of them.",
        "expandtabs": "A copy with spaces in the place of tabs, up to columns that are multiples of `tabsize`.",
        "find": "The first place of the part, or -1 where there is none.",
        "format": "A copy whose braces are filled with the arguments.",
        "format_map": "A copy whose braces are filled with values of a mapping.",
        "fromhex": "The bytes written as pairs of hexadecimal digits.",
        "hex": "Two hexadecimal digits for each byte.",
        "index": "The first place of the part; ValueError where there is none.",
        "isalnum": "Whether there are only letters and digits, and at least one.",
        "isalpha": "Whether there are only letters, and at least one.",
        "isascii": "Whether all characters are of ASCII.",
        "isdecimal": "Whether there are only decimal digits, and at least one.",
        "isdigit": "Whether there are only digits, and at least one.",
        "isidentifier": "Whether it could be a name in a program.",
        "islower": "Whether all letters are small ones, and there is one.",
        "isnumeric": "Whether there are only characters that stand for numbers, and at least one.",
        "isprintable": "Whether all characters are shown as they are by `repr`.",
        "isspace": "Whether there is only white space, and at least one character of it.",
        "istitle": "Whether every word begins with a capital and goes on in small letters.",
        "isupper": "Whether all letters are capitals, and there is one.",
        "join": "The items one after the other with this between them.",
        "ljust": "A copy at the left of `width` characters.",
        "lower": "A copy in small letters.",
        "lstrip": "A copy without white space, or the given characters, in front.",
        "maketrans": "A table for `translate`.",
        "partition": "What stands before the first separator, the separator, and what stands behind it.",
        "removeprefix": "A copy without the given beginning, where it has it.",
        "removesuffix": "A copy without the given end, where it has it.",
        "replace": "A copy with `new` for every `old`, or for the first `count` of them.",
        "rfind": "The last place of the part, or -1 where there is none.",
        "rindex": "The last place of the part; ValueError where there is none.",
        "rjust": "A copy at the right of `width` characters.",
        "rpartition": "What stands before the last separator, the separator, and what stands behind it.",
        "rsplit": "The pieces between separators, cut from the end where `maxsplit` limits them.",
        "rstrip": "A copy without white space, or the given characters, behind.",
        "split": "The pieces between separators, or between runs of white space.",
        "splitlines": "The lines, without their ends unless `keepends`.",
        "startswith": "Whether the beginning is the given one, or one of a tuple of them.",
        "strip": "A copy without white space, or the given characters, at both ends.",
        "swapcase": "A copy with capitals for small letters and the other way round.",
        "title": "A copy in which every word begins with a capital.",
        "translate": "A copy with every character replaced by what the table has for it.",
        "upper": "A copy in capitals.",
        "zfill": "A copy of `width` characters with zeros in front, behind the sign.",
    ]

    private static let changes = [
        "append": "Adds a byte at the end.",
        "clear": "Takes all bytes out.",
        "copy": "A second one with the same bytes.",
        "extend": "Adds bytes at the end.",
        "insert": "Puts a byte before the one at a place.",
        "pop": "Takes the byte at a place out (the last one) and gives it.",
        "remove": "Takes the first byte of this value out; ValueError where there is none.",
        "reverse": "Turns the order round, in place.",
    ]

    private static let dictionary = [
        "update": "Takes over the entries of a mapping, of pairs, and of the keywords; later ones win."
    ]

    private static let set = [
        "symmetric_difference": "The elements that only one of the two has.",
        "symmetric_difference_update": "Keeps the elements that only one of the two has.",
    ]

    private static let number = [
        "as_integer_ratio": "Two integers without a common factor whose quotient it is; the second is positive.",
        "bit_count": "The number of ones in the binary digits of its size.",
        "bit_length": "The number of binary digits, without sign and leading zeros.",
        "conjugate": "The number with the other sign of its imaginary part.",
        "from_bytes": "The integer that bytes stand for.",
        "fromhex": "The number written in hexadecimal digits.",
        "hex": "The number in hexadecimal digits, exactly.",
        "is_integer": "Whether there is no fraction.",
        "to_bytes": "The bytes of the integer, `length` of them.",
    ]

    private static let view = [
        "cast": "The same memory as elements of another format or shape.",
        "hex": "Two hexadecimal digits for each byte.",
        "release": "Gives the memory up; the view cannot be used any more.",
        "tobytes": "A copy as bytes.",
        "tolist": "A list of the elements.",
        "toreadonly": "A view of the same memory that cannot change it.",
    ]
}
