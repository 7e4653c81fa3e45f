import GradusData
import GradusVM

/// `_cairo`: the primitives under `matplotlib`.
enum CairoModule {
    static let module = NativeModule("_cairo") { _, module in
        module.type(DrawingType.type)
        module.function(
            "flatten", "values",
            doc: "The elements of nested sequences, a tensor or an array as a list, their shape, and a kind."
        ) { vm, arguments in
            if let picture = arguments[0].asPicture?.picture {
                let shape = [picture.height, picture.width] + (picture.channels > 1 ? [picture.channels] : [])
                return vm.tuple([
                    vm.list(picture.bytes.map { Value(Int($0)) }), vm.tuple(shape.map { Value($0) }), vm.string("u"),
                ])
            }
            let flat = try PlotData.flatten(vm, arguments[0])
            return vm.tuple([
                vm.list(flat.items), vm.tuple(flat.shape.map { Value($0) }), vm.string(flat.kind),
            ])
        }
        module.function("shows_pictures", "", doc: "Whether a face shows what is drawn.") { _, _ in
            Value(Library.showsPictures)
        }
        module.function("affine", "values, factor, shift", doc: "factor * value + shift for each value, as a list.") {
            vm, arguments in
            let (factor, shift) = (try vm.double(arguments[1]), try vm.double(arguments[2]))
            return vm.list(try vm.plotNumbers(arguments[0]).map { Value($0 * factor + shift) })
        }
        module.function("extent", "values", doc: "The least and the greatest finite number, and the least positive.") {
            vm, arguments in
            var (low, high, positive) = (Double.infinity, -Double.infinity, Double.infinity)
            for number in try vm.plotNumbers(arguments[0]) where number.isFinite {
                low = min(low, number)
                high = max(high, number)
                if number > 0 { positive = min(positive, number) }
            }
            return vm.tuple([Value(low), Value(high), Value(positive)])
        }
        module.function(
            "map_colors", "values, table, low, high",
            doc: "RGBA bytes: numbers from `low` to `high` looked up in a table of RGBA bytes whose last three rows "
                + "stand for under, over and not-a-number."
        ) { vm, arguments in
            try mapColors(vm, arguments)
        }
        module.function(
            "rgba_bytes", "values, channels, factor", doc: "Bytes of pixels with 3 or 4 channels; values times factor."
        ) { vm, arguments in
            let numbers = try vm.plotNumbers(arguments[0])
            let channels = try vm.index(arguments[1])
            let factor = try vm.double(arguments[2])
            guard channels == 3 || channels == 4 else { throw vm.valueError("pixels have 3 or 4 channels") }
            var bytes: [UInt8] = []
            bytes.reserveCapacity(numbers.count / channels * 4)
            for start in stride(from: 0, to: numbers.count - channels + 1, by: channels) {
                if start & 0xFFFF < channels { try vm.checkStop() }
                for channel in 0..<channels {
                    let value = numbers[start + channel] * factor
                    bytes.append(value > 0 ? UInt8(min(255, value + (factor == 1 ? 0 : 0.5))) : 0)
                }
                if channels == 3 { bytes.append(255) }
            }
            return vm.value(BytesObject(bytes))
        }
        module.function(
            "flip", "pixels, columns, horizontally",
            doc: "Rows of RGBA bytes in the other order, or each row backwards."
        ) { vm, arguments in
            guard let bytes = arguments[0].asBytes?.bytes else { throw vm.typeError("pixels must be bytes") }
            let columns = try vm.index(arguments[1])
            guard columns > 0, columns < 1 << 20 else { return arguments[0] }
            let sideways = try vm.flag(arguments, 2, false)
            let rows = bytes.count / (4 * columns)
            var out: [UInt8] = []
            out.reserveCapacity(bytes.count)
            for row in 0..<rows {
                if row & 0x3F == 0 { try vm.checkStop() }
                let from = (sideways ? row : rows - 1 - row) * columns * 4
                if sideways {
                    for column in (0..<columns).reversed() { out += bytes[from + 4 * column..<from + 4 * column + 4] }
                } else {
                    out += bytes[from..<from + 4 * columns]
                }
            }
            return vm.value(BytesObject(out))
        }
    }

    private static func mapColors(_ vm: VM, _ arguments: Arguments) throws -> Value {
        let numbers = try vm.plotNumbers(arguments[0])
        guard let table = arguments[1].asBytes?.bytes, table.count >= 16 else {
            throw vm.typeError("the table of colours must be bytes")
        }
        let (low, high) = (try vm.double(arguments[2]), try vm.double(arguments[3]))
        let count = table.count / 4 - 3
        let bytes = try [UInt8](unsafeUninitializedCapacity: numbers.count * 4) { bytes, used in
            for (index, number) in numbers.enumerated() {
                if index & 0xFFFF == 0xFFFF { try vm.checkStop() }
                let place = high == low ? 0 : (number - low) / (high - low)
                let row: Int
                if number.isNaN || place.isNaN {
                    row = count + 2
                } else if place < 0 {
                    row = count
                } else if place > 1 {
                    row = count + 1
                } else {
                    row = min(count - 1, Int(place * Double(count)))
                }
                for channel in 0..<4 { bytes[4 * index + channel] = table[4 * row + channel] }
            }
            used = numbers.count * 4
        }
        return vm.value(BytesObject(bytes))
    }
}
