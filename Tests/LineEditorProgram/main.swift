#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

import LineEditor

// What the tests run in a pseudo-terminal.
//   LineEditorProgram            reads entries and prints each until `.exit`
//   LineEditorProgram job        the same as a job of its own process group, with this process as its shell; or another
//                                program, named behind it
//   LineEditorProgram signals    the same, with a handler of its own for SIGTERM
//   LineEditorProgram tour       with everything on, to be looked at

let arguments = CommandLine.arguments.dropFirst()
switch arguments.first {
case "job":
    let command = Array(arguments.dropFirst())
    Job.run(command.isEmpty ? [CommandLine.arguments[0]] : command)
case "signals":
    Reading.takeSignals()
    await Reading.run(Reading.configuration())
case "tour": await Reading.run(Tour.configuration())
default: await Reading.run(Reading.configuration())
}
