#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

import JSON

/// Where a process that works for one portal of several tells the one that has started it what came out: the envelope of `--json`,
/// whatever the person is shown.
enum EnvelopeChannel {
    /// Names the descriptor in the environment of the process.
    static let variable = "B24_ENVELOPE_DESCRIPTOR"
    /// Its number there.
    static let number: Int32 = 3

    /// The descriptor; `nil` for a process that works for itself. First used before any other thread exists.
    static let descriptor: Int32? = take()

    /// Neither a script nor a program that one starts gets to know it.
    private static func take() -> Int32? {
        guard let value = getenv(variable), String(cString: value) == String(number) else { return nil }
        unsetenv(variable)
        guard fcntl(number, F_SETFD, FD_CLOEXEC) == 0 else { return nil }
        return number
    }

    static func send(_ envelope: JSONObject) {
        guard let descriptor else { return }
        FullWriting.write(JSONWriter.string(.object(envelope)), to: descriptor)
    }
}

/// Writing to a pipe to the end, or until its reader is gone.
enum FullWriting {
    static func write(_ text: String, to descriptor: Int32) {
        var text = text
        text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)
            while !rest.isEmpty {
                #if canImport(Glibc)
                    let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
                #else
                    let count = Darwin.write(descriptor, rest.baseAddress, rest.count)
                #endif
                if count >= 0 {
                    rest = UnsafeRawBufferPointer(rebasing: rest[count...])
                } else if errno != EINTR {
                    return
                }
            }
        }
    }
}
