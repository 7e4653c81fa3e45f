import GradusSyntax

/// Names that CPython 3.11 accepts; only `annotations` changes anything.
private let knownFeatures: Set<String> = [
    "nested_scopes", "generators", "division", "absolute_import", "with_statement", "print_function",
    "unicode_literals", "barry_as_FLUFL", "generator_stop", "annotations",
]

/// What the `from __future__ import …` statements at the beginning of a module say.
struct FutureFeatures {
    var names: Set<String> = []
    /// Where these statements start.
    var places: Set<Int32> = []

    init(of body: [Statement], in source: SourceText) throws(Diagnostic) {
        for (index, statement) in body.enumerated() {
            if index == 0, body.docstring != nil { continue }
            guard case .importFrom(let module, 0, let imported, _) = statement.kind, module?.name == "__future__"
            else { return }
            for name in imported {
                let feature = name.name.name
                // CPython marks the start of the statement only.
                let place = SourceSpan(start: statement.span.start, end: statement.span.start)
                if feature == "braces" { throw Diagnostic("not a chance", at: place, in: source) }
                guard knownFeatures.contains(feature) else {
                    throw Diagnostic("future feature \(feature) is not defined", at: place, in: source)
                }
                names.insert(feature)
            }
            places.insert(statement.span.start)
        }
    }
}
