/// `_json`: reading and writing JSON.
enum JSONModule {
    static let module = NativeModule("_json") { _, module in
        // fail(message, position) raises JSONDecodeError; the hooks are None or functions.
        module.function(
            "decode",
            "text, fail, object_hook, object_pairs_hook, parse_float, parse_int, parse_constant, strict, start, /"
        ) { vm, arguments in
            guard let text = arguments[0].asString else { throw vm.typeError("the JSON object must be str") }
            let reader = JSONReader(vm, text, arguments)
            let start = try vm.index(arguments[8])
            if start > 0 { reader.position = reader.offset(of: start) }
            let value = try reader.value()
            return vm.tuple([value, Value(reader.characters(to: reader.position))])
        }
        module.function(
            "encode",
            "obj, default, skipkeys, ensure_ascii, check_circular, allow_nan, indent, item_separator, key_separator, sort_keys, /"
        ) { vm, arguments in
            let writer = try JSONWriter(vm, arguments)
            try writer.write(arguments[0], depth: 0)
            return vm.string(writer.text)
        }
    }
}
