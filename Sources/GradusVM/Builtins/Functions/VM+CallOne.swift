/// Calls with one argument, which native code makes for each item: no array, no list of keywords.
extension VM {
    /// `callee(argument)`; the result is owned.
    func callOne(_ callee: Value, _ argument: Value) throws -> Value {
        if callee.tag == .type, !callee.cast(TypeObject.self).isScriptClass {
            var argument = argument
            let made = try withUnsafeMutablePointer(to: &argument) {
                try BuiltinOperations.construct(self, callee.cast(TypeObject.self), $0, 1)
            }
            if let made { return made }
        }
        let window = stackTop
        guard window + 16 < stackLimit, !isStackLow else { throw recursionError() }
        window[0] = callee.retained()
        window[1] = argument.retained()
        stackTop = window + 2
        defer {
            stackTop = window
        }
        return try invoke(window, argumentCount: 1, keywordNames: nil)
    }
}
