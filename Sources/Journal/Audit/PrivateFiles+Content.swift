#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What is in files.
extension PrivateFiles {
    /// The names in a folder, sorted; none when there is no folder.
    static func names(in folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Bytes; `nil` when there is no such file.
    static func size(_ path: String) -> Int? {
        var info = stat()
        return stat(path, &info) == 0 ? Int(info.st_size) : nil
    }

    /// The whole text.
    static func text(_ path: String) throws(Failure) -> String {
        let file = try reading(path)
        defer { close(file) }
        return String(decoding: try bytes(file, path), as: UTF8.self)
    }

    /// The last line without its end, whether it has one or not; `nil` when the file is empty.
    static func lastLine(of path: String) throws(Failure) -> String? {
        let file = try reading(path)
        defer { close(file) }
        let size = lseek(file, 0, SEEK_END)
        // No line is longer than a few thousand bytes but for those that hold values.
        lseek(file, max(0, size - (1 << 20)), SEEK_SET)
        let end = UInt8(ascii: "\n")
        var tail = try bytes(file, path)[...]
        while tail.last == end { tail.removeLast() }
        let line = tail.lastIndex(of: end).map { tail[($0 + 1)...] } ?? tail
        return line.isEmpty ? nil : String(decoding: line, as: UTF8.self)
    }

    /// Adds text at the end and waits until it is on the disk.
    ///
    /// - Parameter endingLine: ends a line that a power cut has left without its end.
    static func append(_ text: String, to path: String, endingLine: Bool = false) throws(Failure) {
        let file = try open(path)
        defer { close(file) }
        let size = lseek(file, 0, SEEK_END)
        var text = text
        if endingLine, size > 0 {
            var last: UInt8 = 0
            if pread(file, &last, 1, size - 1) == 1, last != UInt8(ascii: "\n") { text = "\n" + text }
        }
        try write(text, file, path)
    }

    /// Replaces a whole file at once.
    static func replace(_ path: String, with text: String) throws(Failure) {
        let new = path + ".new"
        let file = try open(new)
        defer { close(file) }
        guard ftruncate(file, 0) == 0 else { throw Failure(path: new, code: errno) }
        try write(text, file, new)
        guard rename(new, path) == 0 else { throw Failure(path: path, code: errno) }
    }

    /// Empties a file.
    static func empty(_ path: String) throws(Failure) {
        guard truncate(path, 0) == 0 else { throw Failure(path: path, code: errno) }
    }

    private static func reading(_ path: String) throws(Failure) -> Int32 {
        #if canImport(Darwin)
            let file = Darwin.open(path, O_RDONLY | O_CLOEXEC)
        #elseif canImport(Musl)
            let file = Musl.open(path, O_RDONLY | O_CLOEXEC)
        #else
            let file = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        #endif
        guard file >= 0 else { throw Failure(path: path, code: errno) }
        return file
    }

    private static func bytes(_ file: Int32, _ path: String) throws(Failure) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(file, &chunk, chunk.count)
            if count > 0 {
                bytes += chunk[..<count]
            } else if count == 0 {
                return bytes
            } else if errno != EINTR {
                throw Failure(path: path, code: errno)
            }
        }
    }

    private static func write(_ text: String, _ file: Int32, _ path: String) throws(Failure) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { systemWrite(file, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                throw Failure(path: path, code: errno)
            }
        }
        guard fsync(file) == 0 else { throw Failure(path: path, code: errno) }
    }

    private static func systemWrite(_ file: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
        #if canImport(Darwin)
            Darwin.write(file, buffer, count)
        #elseif canImport(Musl)
            Musl.write(file, buffer, count)
        #else
            Glibc.write(file, buffer, count)
        #endif
    }
}
