extension OpTable {
    /// The rows of this library, family by family.
    static var builtIn: [OpRow] {
        ArithmeticOps.rows + UnaryOps.rows + SumOps.rows
    }
}
