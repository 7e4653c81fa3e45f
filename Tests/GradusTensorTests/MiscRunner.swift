import GradusTensor

extension VectorRunner {
    /// The draws after a seed, call by call, bit for bit.
    static func checkDraws(_ c: JSON) -> String? {
        Generator.default.seed(UInt64(c["seed"]?.int ?? 0))
        for call in c["calls"]?.list ?? [] {
            if let d = check(call, exact: true) { return "\(title(call)): \(d)" }
        }
        return nil
    }

    /// The printed text of a tensor under print options.
    static func checkPrinting(_ c: JSON) -> String? {
        do {
            let o = c["options"]
            try PrintOptions.set(profile: "default")
            try PrintOptions.set(
                precision: o?["precision"]?.int, threshold: o?["threshold"]?.double, edgeItems: o?["edgeitems"]?.int,
                lineWidth: o?["linewidth"]?.int, profile: o?["profile"]?.string,
                scientific: o?["sci_mode"].map { $0.int != 0 })
            defer { PrintOptions.current = PrintOptions() }
            let text = try decode(c["tensor"] ?? .null).description
            let wanted = c["text"]?.string ?? ""
            return text == wanted ? nil : "printed\n\(text)\ninstead of\n\(wanted)"
        } catch {
            return "\(error)"
        }
    }

    /// The dtype of a product, by the promotion tables.
    static func checkPromotion(_ table: String, _ key: String, _ wanted: String) -> String? {
        let names = key.split(separator: ",").map(String.init)
        do {
            let a = try Tensor.ones([1], dtype: DType(named: names[0]))
            let out: Tensor
            switch table {
            case "tensor_tensor": out = try a.mul(Tensor.ones([1], dtype: DType(named: names[1])))
            case "tensor_zerodim": out = try a.mul(Tensor.ones([], dtype: DType(named: names[1])))
            default: out = try a.mul(names[1] == "bool" ? .bool(true) : names[1] == "int" ? .int(2) : .double(2.5))
            }
            return out.dtype.name == wanted ? nil : "\(out.dtype.name) instead of \(wanted)"
        } catch {
            return "\(error)"
        }
    }
}
