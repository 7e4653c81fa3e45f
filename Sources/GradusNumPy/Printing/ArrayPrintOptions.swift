/// What `set_printoptions` sets.
package struct ArrayPrintOptions: Sendable {
    package enum FloatMode: String, Sendable { case fixed, unique, maxprec, maxprecEqual = "maxprec_equal" }
    package enum Sign: String, Sendable { case minus = "-", plus = "+", space = " " }

    package var precision = 8
    package var threshold = 1000
    package var edgeItems = 3
    package var lineWidth = 75
    package var suppress = false
    package var nan = "nan"
    package var infinity = "inf"
    package var sign = Sign.minus
    package var floatMode = FloatMode.maxprec

    package init() {}

    package nonisolated(unsafe) static var current = ArrayPrintOptions()
}
