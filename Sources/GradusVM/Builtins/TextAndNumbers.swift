/// Gives str, bytes and the numbers their methods. Cheap: a type is filled when one of its attributes is first looked up.
extension VM {
    func installTextAndNumbers() {
        Types.int.setPopulate(Types.populateInteger)
        Types.bool.setPopulate(Types.populateBool)
        Types.float.setPopulate(Types.populateFloat)
        Types.string.setPopulate(Types.populateString)
        Types.bytes.setPopulate(Types.populateBytes)
        builtins.set("complex", Value(borrowing: Types.complex))
        builtins.set("bytearray", Value(borrowing: Types.byteArray))
    }
}
