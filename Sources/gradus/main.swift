import GradusEngine

// A closed pipe is noticed where it is written to, and ends the command with status 141.
Signals.ignoreClosedPipes()

let invocation = Invocation(arguments: Array(CommandLine.arguments.dropFirst()))
finish(status: withLargeStack { perform(invocation) })
