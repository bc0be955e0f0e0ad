import B24Scripting

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

// What a parent of isolated scripts may have before it: `honest` is the process as it is meant; all others have taken it
// over, and speak for themselves.

let mode = CommandLine.arguments.dropFirst().first ?? ""
if mode == "honest" { IsolatedChild.run() }
exit(HostileActs.act(mode) ? 0 : 64)
