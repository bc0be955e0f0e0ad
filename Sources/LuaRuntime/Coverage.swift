internal import CLuaShim

extension LuaVM {
    /// How often lines have run so far: by the name of the chunk, by the line. Empty without
    /// ``Configuration/countsLines``.
    public func lineCounts() async -> [String: [Int: Int]] {
        await withCheckedContinuation { continuation in
            thread.post { continuation.resume(returning: $0.lineCounts()) }
        }
    }

    /// The lines of a chunk on which there is something to run; `nil` when it is no Lua.
    public static func activeLines(of chunk: LuaChunk) -> Set<Int>? {
        var source = chunk.source.hasPrefix("#") ? "--" + chunk.source : chunk.source
        let bytes = source.withUTF8 { text in
            text.withMemoryRebound(to: CChar.self) { text in
                let size = lvm_compiled(text.baseAddress, text.count, "@" + chunk.name, nil, 0)
                return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
                    _ = lvm_compiled(text.baseAddress, text.count, "@" + chunk.name, buffer.baseAddress, size)
                    count = size
                }
            }
        }
        return bytes.isEmpty ? nil : ActiveLines(bytes).lines
    }
}

extension Machine {
    func lineCounts() -> [String: [Int: Int]] {
        var files: [String: [Int: Int]] = [:]
        var file = lvm_next_counted(vm, nil)
        while let current = file {
            var count = 0
            var lines: [Int: Int] = [:]
            if let counts = lvm_counted_lines(current, &count) {
                for line in 0..<count where counts[line] > 0 { lines[line] = Int(counts[line]) }
            }
            files[String(cString: lvm_counted_name(current))] = lines
            file = lvm_next_counted(vm, current)
        }
        return files
    }
}
