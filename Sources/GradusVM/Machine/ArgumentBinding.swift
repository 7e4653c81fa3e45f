/// Binding the arguments of calls to parameters: every complaint about number, name and kind of arguments is worded here.
extension VM {
    // MARK: Functions of the language

    /// Arranges arguments (at `base`: positional ones, then the values of `keywordNames`) into the function's parameter
    /// registers. On failure the arguments are released.
    @inline(__always)
    func bindArguments(
        _ function: FunctionObject, _ base: UnsafeMutablePointer<Value>, count: Int, keywordNames: TupleObject?
    ) throws {
        let header = function.header
        if header.pointee.isSimple, count == header.pointee.positionalCount, keywordNames == nil { return }
        unbind(base + count, base + header.pointee.parameterCount)
        if try bindInPlace(function, base, count: count, keywordNames: keywordNames) { return }
        try bindSlowly(function, base, count: count, keywordNames: keywordNames)
    }

    /// The usual calls: arguments that fit. False, with nothing touched, where `bindSlowly` must find what is wrong.
    @inline(never)
    private func bindInPlace(
        _ function: FunctionObject, _ base: UnsafeMutablePointer<Value>, count: Int, keywordNames: TupleObject?
    ) throws -> Bool {
        let header = function.header
        let keywordCount = keywordNames?.count ?? 0
        let given = count - keywordCount
        let positional = header.pointee.positionalCount
        let named = positional + header.pointee.keywordOnlyCount
        let defaults = function.defaults
        let firstDefault = positional - (defaults?.count ?? 0)
        if given > positional, !header.pointee.hasStar { return false }
        // Keyword arguments wait above everything, each with its parameter in front of it.
        let scratch = base + max(header.pointee.registerCount, count) + 4
        guard scratch + 2 * keywordCount + 8 < stackLimit else { return false }
        var required = max(firstDefault, 0) - given
        if let keywordNames {
            for index in 0..<keywordCount {
                let keyword = keywordNames.items[index]
                var place = 0
                while place < named,
                    UInt64(UInt(bitPattern: header.pointee.parameterNames[place].toOpaque())) != keyword.bits
                { place += 1 }
                if place < named, place >= header.pointee.positionalOnlyCount, place >= given {
                    if place < firstDefault { required -= 1 }
                    scratch[2 * index] = Value(place)
                } else if place == named, header.pointee.hasDoubleStar, Value.isInterned(keyword) {
                    scratch[2 * index] = Value(-1)
                } else {
                    // Not one of the parameters, as far as interned names tell.
                    return false
                }
            }
        }
        if required > 0 { return false }
        if header.pointee.keywordOnlyCount > 0 {
            for place in positional..<named
            where !(0..<keywordCount).contains(where: { scratch[2 * $0].intBits == Int64(place) }) {
                let name = header.pointee.parameterNames[place].takeUnretainedValue()
                if function.keywordDefaults?.get(name) == nil { return false }
            }
        }
        for index in 0..<keywordCount {
            scratch[2 * index + 1] = base[given + index]
            base[given + index] = .unbound
        }
        if header.pointee.hasStar {
            let rest = Recycler.tuple(count: max(given - positional, 0))
            let items = rest.layout(TupleLayout.self).pointee.items
            var index = positional
            while index < given {
                items[index - positional] = base[index]
                base[index] = .unbound
                index += 1
            }
            base[named] = rest
        }
        if header.pointee.hasDoubleStar {
            base[named + (header.pointee.hasStar ? 1 : 0)] = Recycler.dictionary()
        }
        for index in 0..<keywordCount {
            let place = Int(scratch[2 * index].intBits)
            if place >= 0 {
                base[place] = scratch[2 * index + 1]
            } else if let keywordNames {
                let extra = base[named + (header.pointee.hasStar ? 1 : 0)].cast(DictionaryObject.self)
                extra.set(keywordNames.items[index].cast(StringObject.self), scratch[2 * index + 1])
                scratch[2 * index + 1].release()
            }
            scratch[2 * index] = .unbound
            scratch[2 * index + 1] = .unbound
        }
        if let defaults {
            var place = max(given, firstDefault)
            while place < positional {
                if base[place].isUnbound { base[place] = defaults.items[place - firstDefault].retained() }
                place += 1
            }
        }
        var place = positional
        while place < named {
            if base[place].isUnbound {
                let name = header.pointee.parameterNames[place].takeUnretainedValue()
                base[place] = function.keywordDefaults?.get(name)?.retained() ?? .unbound
            }
            place += 1
        }
        return true
    }

    @inline(never)
    private func bindSlowly(
        _ function: FunctionObject, _ base: UnsafeMutablePointer<Value>, count: Int, keywordNames: TupleObject?
    ) throws {
        let code = function.code.object
        let keywordCount = keywordNames?.count ?? 0
        let given = count - keywordCount
        // The arguments move aside; registers are filled from there.
        var arguments = [Value](repeating: .unbound, count: count)
        for index in 0..<count {
            arguments[index] = base[index]
            base[index] = .unbound
        }
        func fail(_ message: String, hint: String? = nil) -> Thrown {
            for value in arguments { value.release() }
            clear(base, code.parameterCount)
            return typeError(message, hint: hint)
        }
        let name = function.qualifiedName
        let positional = min(given, code.positionalCount)
        for index in 0..<positional {
            base[index] = arguments[index]
            arguments[index] = .unbound
        }
        var next = code.positionalCount + code.keywordOnlyCount
        if code.hasStar {
            let rest = TupleObject(arguments[positional..<given])
            for index in positional..<given {
                arguments[index].release()
                arguments[index] = .unbound
            }
            base[next] = Value(owning: rest)
            next += 1
        }
        var extra: DictionaryObject?
        if code.hasDoubleStar {
            let dictionary = DictionaryObject()
            base[next] = Value(owning: dictionary)
            extra = dictionary
        }
        var positionalOnlyAsKeyword: [String] = []
        for index in 0..<keywordCount {
            guard let keywordNames, let keyword = keywordNames[index].asString else { continue }
            let text = keyword.text
            let value = arguments[given + index]
            let named = code.positionalCount + code.keywordOnlyCount
            if let place = code.localNames[..<named].firstIndex(of: text), place >= code.positionalOnlyCount {
                if !base[place].isUnbound { throw fail("\(name)() got multiple values for argument '\(text)'") }
                base[place] = value
                arguments[given + index] = .unbound
            } else if let extra {
                if extra.get(keyword) != nil {
                    throw fail("\(name)() got multiple values for keyword argument '\(text)'")
                }
                extra.set(keyword, value)
            } else if code.localNames[..<code.positionalOnlyCount].contains(text) {
                positionalOnlyAsKeyword.append(text)
            } else {
                throw fail(
                    "\(name)() got an unexpected keyword argument '\(text)'",
                    hint: Self.keywordCure(text, among: code.localNames[code.positionalOnlyCount..<named]))
            }
        }
        if !positionalOnlyAsKeyword.isEmpty {
            throw fail(
                "\(name)() got some positional-only arguments passed as keyword arguments: '\(positionalOnlyAsKeyword.joined(separator: ", "))'"
            )
        }
        if given > code.positionalCount, !code.hasStar {
            throw fail(tooManyArguments(function, given: given, base))
        }
        fillDefaults(function, base)
        let missing = (0..<code.positionalCount).filter { base[$0].isUnbound }
        if !missing.isEmpty {
            throw fail(missingArguments(name, missing.map { code.localNames[$0] }, kind: "positional"))
        }
        let missingKeywords = (code.positionalCount..<(code.positionalCount + code.keywordOnlyCount)).filter {
            base[$0].isUnbound
        }
        if !missingKeywords.isEmpty {
            throw fail(missingArguments(name, missingKeywords.map { code.localNames[$0] }, kind: "keyword-only"))
        }
        for value in arguments { value.release() }
    }

    private func fillDefaults(_ function: FunctionObject, _ base: UnsafeMutablePointer<Value>) {
        let code = function.code.object
        if let defaults = function.defaults {
            let first = code.positionalCount - defaults.count
            for index in 0..<defaults.count where first + index >= 0 && base[first + index].isUnbound {
                base[first + index] = defaults[index].retained()
            }
        }
        if let defaults = function.keywordDefaults {
            for index in code.positionalCount..<(code.positionalCount + code.keywordOnlyCount)
            where base[index].isUnbound {
                if let value = defaults.get(code.localNames[index]) { base[index] = value.retained() }
            }
        }
    }

    private func tooManyArguments(_ function: FunctionObject, given: Int, _ base: UnsafeMutablePointer<Value>) -> String
    {
        let code = function.code.object
        let most = code.positionalCount
        let defaults = function.defaults?.count ?? 0
        let takes = defaults > 0 ? "from \(most - defaults) to \(most)" : "\(most)"
        let isPlural = defaults > 0 || most != 1
        let keywordGiven = (most..<(most + code.keywordOnlyCount)).filter { !base[$0].isUnbound }.count
        var text = "\(function.qualifiedName)() takes \(takes) positional argument\(isPlural ? "s" : "") but \(given)"
        if keywordGiven > 0 {
            text +=
                " positional argument\(given == 1 ? "" : "s") (and \(keywordGiven) keyword-only argument\(keywordGiven == 1 ? "" : "s")) were given"
        } else {
            text += given == 1 ? " was given" : " were given"
        }
        return text
    }

    private func missingArguments(_ name: String, _ names: [String], kind: String) -> String {
        let quoted = names.map { "'\($0)'" }
        let list: String
        switch quoted.count {
        case 1: list = quoted[0]
        case 2: list = "\(quoted[0]) and \(quoted[1])"
        default: list = quoted.dropLast().joined(separator: ", ") + ", and " + (quoted.last ?? "")
        }
        return "\(name)() missing \(names.count) required \(kind) argument\(names.count == 1 ? "" : "s"): \(list)"
    }

    // MARK: Native functions

    /// Arranges borrowed arguments in the order of the signature; what is missing stays unbound.
    func bindNative(
        _ function: NativeFunctionObject, _ arguments: UnsafeMutablePointer<Value>, count: Int,
        keywordNames: TupleObject?,
        into base: UnsafeMutablePointer<Value>
    ) throws {
        let signature = function.signature
        let keywordCount = keywordNames?.count ?? 0
        let given = count - keywordCount
        var errors: NativeCallErrors {
            NativeCallErrors(vm: self, function: function, first: given > 0 ? arguments[0] : nil)
        }
        if keywordCount > 0, !signature.hasDoubleStar, signature.namedCount == signature.positionalOnlyCount {
            throw errors.noKeywords(keywordNames?[0].asString?.text)
        }
        let positional = min(given, signature.positionalCount)
        for index in 0..<positional { base[index] = arguments[index] }
        var next = signature.namedCount
        if signature.hasStar {
            let rest = Recycler.tuple(count: given - positional)
            let items = rest.layout(TupleLayout.self).pointee.items
            for index in positional..<given { items[index - positional] = arguments[index].retained() }
            base[next] = pool.adopt(rest)
            next += 1
        } else if given > signature.positionalCount {
            throw errors.tooMany(given: given, keywords: keywordCount)
        }
        var extra: DictionaryObject?
        if signature.hasDoubleStar {
            let dictionary = DictionaryObject()
            base[next] = value(dictionary)
            extra = dictionary
        }
        var unknown: String?
        for index in 0..<keywordCount {
            guard let keywordNames, let keyword = keywordNames[index].asString else { continue }
            let value = arguments[given + index]
            let place = signature.place(of: keyword)
            if place >= signature.positionalOnlyCount {
                if !base[place].isUnbound { throw errors.repeated(keyword.text, at: place) }
                base[place] = value
            } else if let extra {
                extra.set(keyword, value)
            } else if unknown == nil {
                unknown = keyword.text
            }
        }
        // Parameters without a value go before names that are not known.
        if let missing = (0..<signature.requiredCount).first(where: { base[$0].isUnbound }) {
            throw errors.missing(missing, given: given)
        }
        if let unknown { throw errors.unknownKeyword(unknown) }
        for (offset, isRequired) in signature.requiredKeywordOnly.enumerated() where isRequired {
            if base[signature.positionalCount + offset].isUnbound {
                throw typeError(
                    missingArguments(
                        function.name, [signature.names[signature.positionalCount + offset]], kind: "keyword-only"))
            }
        }
    }
}
