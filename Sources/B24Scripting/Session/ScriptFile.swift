import Bitrix24
public import LuaRuntime

/// Lua source in a file.
public enum ScriptFile {
    /// The chunk of a file, without byte order mark and `#!` line; lines keep their numbers.
    ///
    /// - Throws: ``ModuleError``: no such file, a folder, not UTF-8.
    static func load(_ path: String) throws -> LuaChunk { try chunk(File(path, .read).readAll(), name: path) }

    /// The chunk of a file's bytes, without byte order mark and `#!` line; lines keep their numbers.
    ///
    /// - Throws: when they are not UTF-8.
    public static func chunk(_ bytes: [UInt8], name: String) throws -> LuaChunk {
        var bytes = bytes[...]
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        if bytes.first == UInt8(ascii: "#") { bytes = bytes.drop { $0 != UInt8(ascii: "\n") } }
        guard let source = String(validating: bytes, as: UTF8.self) else {
            throw ModuleError(.invalidArgument, Texts.notUTF8(name, badLine(bytes)), hint: Texts.saveAsUTF8)
        }
        return LuaChunk(name: name, source: source)
    }

    /// The folder of a file: `team` of `team/leave.lua`, `.` of `leave.lua`.
    public static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// The first line, from 1, that is not UTF-8.
    private static func badLine(_ bytes: ArraySlice<UInt8>) -> Int {
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        return (lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0) + 1
    }
}
