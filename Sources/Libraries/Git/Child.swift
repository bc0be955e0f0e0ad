#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

import ChildPrograms

/// A program that runs to its end. What it reads and writes are files, so that nothing waits for anything.
enum Child {
    /// What it wrote, and how it ended.
    struct End {
        var output: [UInt8]
        var errors: String
        /// The exit code; 128 and the signal's number when one ended it.
        var status: Int32
    }

    /// - Parameters:
    ///   - words: the program, looked for in the path, and its arguments.
    ///   - environment: `NAME=value`
    ///   - folder: where its input and output are kept meanwhile.
    static func run(
        _ words: [String], _ environment: [String], in folder: String, input: [UInt8] = [],
        timeout: Duration = .seconds(600)
    ) throws(LibraryError) -> End {
        let (inputFile, outputFile, errorFile) = (folder + "/input", folder + "/output", folder + "/errors")
        for file in [inputFile, outputFile, errorFile] { unlink(file) }
        try LibraryFiles.create(inputFile, input, mode: 0o600)
        var start = ChildProgram.Start(words)
        start.environment = environment
        start.streams = [
            STDIN_FILENO: .input(inputFile), STDOUT_FILENO: .output(outputFile), STDERR_FILENO: .output(errorFile),
        ]
        let child: ChildProgram
        do throws(ChildProgram.Failure) { child = try ChildProgram(start) } catch {
            throw LibraryError(
                .source, Texts.gitNotStarted(error.reason), hint: error.code == ENOENT ? Texts.installGit : nil)
        }
        guard let status = child.wait(until: .now + timeout) else {
            throw LibraryError(.source, Texts.gitTookTooLong)
        }
        return End(
            output: try LibraryFiles.read(outputFile, atMost: TreeRules.largestTree * 4) ?? [],
            errors: String(decoding: try LibraryFiles.read(errorFile) ?? [], as: UTF8.self), status: status)
    }
}
