import GradusCompiler

/// The native functions that programs call most. For the usual arguments the loop does their work at once: nothing is
/// bound, kept by the pool or thrown. Everything else is left to the function's body.
enum QuickFunction: UInt8 {
    case none
    // Methods of lists.
    case append, pop
    // Methods of dictionaries.
    case get
    // Methods of strings.
    case startsWith, endsWith
    // Built-in functions.
    case length, isInstance, ordinal, absolute, least, greatest

    /// Those that are rows of the tables of built-in functions.
    static let builtins: [String: QuickFunction] = [
        "len": .length, "isinstance": .isInstance, "ord": .ordinal, "abs": .absolute, "min": .least, "max": .greatest,
    ]
}

extension TypeObject {
    /// Tells the loop about a method.
    func quicken(_ name: String, _ quick: QuickFunction) {
        guard let value = own(Interned.string(name)), value.tag == .nativeFunction else { return }
        value.cast(NativeFunctionObject.self).quick = quick
    }
}

extension VM {
    /// Calls the function at `result` if that can be done at once: the result then stands in its place and the arguments
    /// are gone. False: nothing has changed.
    @inline(never)
    func callQuickly(
        _ result: UnsafeMutablePointer<Value>, _ arguments: UnsafeMutablePointer<Value>, count: Int
    ) -> Bool {
        let callee = result.pointee
        let value: Value
        switch callee.layout(NativeLayout.self).pointee.quick {
        case .none: return false
        case .append:
            guard count == 2, arguments[0].tag == .list else { return false }
            appendOwned(arguments[1], to: arguments[0])
            arguments[1] = .unbound
            value = .none
        case .pop:
            guard count == 1, arguments[0].tag == .list,
                case let list = arguments[0].layout(ListLayout.self), list.pointee.count > 0
            else { return false }
            list.pointee.count &-= 1
            value = list.pointee.items[list.pointee.count]
        case .get:
            guard count == 2 || count == 3, arguments[0].tag == .dictionary else { return false }
            let found = knownEntry(arguments[0], arguments[1])
            if !found.isUnbound {
                value = found
            } else {
                guard lacks(arguments[0], arguments[1]) else { return false }
                value = count == 3 ? arguments[2].retained() : .none
            }
        case .startsWith, .endsWith:
            guard count == 2, arguments[0].tag == .string, arguments[1].tag == .string else { return false }
            value = Value(
                PlainText.has(
                    arguments[1].layout(StringLayout.self), arguments[0].layout(StringLayout.self),
                    isPrefix: callee.layout(NativeLayout.self).pointee.quick == .startsWith))
        case .length:
            guard count == 1 else { return false }
            switch arguments[0].tag {
            case .string: value = Value(arguments[0].layout(StringLayout.self).pointee.count)
            // A list begins as a tuple does.
            case .list, .tuple: value = Value(arguments[0].layout(TupleLayout.self).pointee.count)
            case .dictionary: value = Value(arguments[0].layout(DictionaryLayout.self).pointee.table.count)
            case .set: value = Value(arguments[0].layout(SetLayout.self).pointee.table.count)
            default: return false
            }
        case .isInstance:
            guard count == 2, arguments[1].tag == .type else { return false }
            let own = typeOf(arguments[0])
            let type = arguments[1].cast(TypeObject.self)
            if own.isSubtype(of: type) {
                value = .true
            } else {
                // Classes of the language may answer in ways of their own.
                guard !type.isScriptClass, !own.isScriptClass, own.presentedAs == nil, type.type === Types.type else {
                    return false
                }
                value = .false
            }
        case .ordinal:
            guard count == 1, arguments[0].tag == .string,
                case let text = arguments[0].layout(StringLayout.self), text.pointee.byteCount == 1
            else { return false }
            value = Value(Int(text.pointee.bytes[0]))
        case .absolute:
            guard count == 1 else { return false }
            if arguments[0].tag == .int, arguments[0].intBits > Int64.min {
                value = Value(abs(arguments[0].intBits))
            } else if arguments[0].tag == .float {
                value = Value(arguments[0].floatBits.magnitude)
            } else {
                return false
            }
        case .least:
            guard count == 2 else { return false }
            if arguments[0].tag == .int, arguments[1].tag == .int {
                value = arguments[1].intBits < arguments[0].intBits ? arguments[1] : arguments[0]
            } else if arguments[0].tag == .float, arguments[1].tag == .float {
                value = arguments[1].floatBits < arguments[0].floatBits ? arguments[1] : arguments[0]
            } else {
                return false
            }
        case .greatest:
            guard count == 2 else { return false }
            if arguments[0].tag == .int, arguments[1].tag == .int {
                value = arguments[1].intBits > arguments[0].intBits ? arguments[1] : arguments[0]
            } else if arguments[0].tag == .float, arguments[1].tag == .float {
                value = arguments[1].floatBits > arguments[0].floatBits ? arguments[1] : arguments[0]
            } else {
                return false
            }
        }
        var index = 0
        while index < count {
            let argument = arguments[index]
            arguments[index] = .unbound
            argument.release()
            index &+= 1
        }
        result.pointee = value
        callee.release()
        settle(attention)
        return true
    }

    /// Whether a dictionary certainly lacks a key that `knownItem` did not find.
    private func lacks(_ dictionary: Value, _ key: Value) -> Bool {
        let table = dictionary.layout(DictionaryLayout.self).pointee.table
        if key.tag == .string { return !table.hasObjectKeys }
        return key.tag == .int && table.find(int: key) == HashTable.absent
    }
}
