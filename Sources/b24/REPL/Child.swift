#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

import ChildPrograms

/// Another program that has the terminal for a while: a pager, an editor.
enum Child {
    /// Why it did not work.
    enum Failure: Error {
        case cannotStart(String)
        case ended(Int32)
    }

    /// Runs a command of the shell to its end.
    ///
    /// - Parameters:
    ///   - arguments: what the command sees as `$1`, ...
    ///   - input: what it reads on standard input; without it, the terminal.
    static func run(_ command: String, _ arguments: [String] = [], input: String? = nil) throws(Failure) {
        var start = ChildProgram.Start(["/bin/sh", "-c", command, "sh"] + arguments)
        var pipe: (reading: Int32, writing: Int32)?
        let child: ChildProgram
        do throws(ChildProgram.Failure) {
            if input != nil {
                let ends = try ChildProgram.pipe()
                pipe = ends
                start.streams[STDIN_FILENO] = .descriptor(ends.reading)
            }
            defer { if let pipe { close(pipe.reading) } }
            child = try ChildProgram(start)
        } catch {
            if let pipe { close(pipe.writing) }
            throw .cannotStart(error.reason)
        }
        if let input, let pipe {
            // What the reader does not want to see, it does not get.
            FullWriting.write(input, to: pipe.writing)
            close(pipe.writing)
        }
        let end = child.wait()
        if end != 0 { throw .ended(end) }
    }
}
