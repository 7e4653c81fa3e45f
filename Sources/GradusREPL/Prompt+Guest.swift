import GradusEngine
import GradusShell

/// A prompt that another face uses between its own steps.
extension Prompt {
    /// What was typed.
    public enum GuestInput {
        case entry(String)
        /// Cleared with Ctrl-C.
        case cleared
        case end
    }

    /// The interpreter, which the other face uses as well.
    public var guestSession: Session { session }

    /// Takes over the terminal.
    /// - Parameter firstNumber: the number of the first entry.
    public func startAsGuest(firstNumber: Int) {
        number = firstNumber
        if let warning = start() { console.writeError(warning + "\n") }
    }

    /// Reads one entry.
    public func readAsGuest(_ label: String) -> GuestInput {
        switch read(label) {
        case .line(let text): .entry(text.trimmingBlankEnds())
        case .interrupted: .cleared
        case .endOfInput: .end
        }
    }

    /// Carries out an entry: code, commands, help.
    /// - Returns: the exit status where it ends the program.
    public func enterAsGuest(_ text: String) -> Int32? {
        editor.remember(text)
        history.append(text)
        enter(text)
        return exitStatus
    }

    /// Keys that were typed ahead, for a state that is brought back.
    public var typedAhead: [UInt8] {
        get { Array(InputBytes.pending) }
        set { InputBytes.pending = newValue[...] }
    }
}
