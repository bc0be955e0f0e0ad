#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The channel to the parent, written anew from its description: a test must not share a mistake with what it tests.
enum Line {
    static let channel: Int32 = 3

    /// A message: length, kind, number, text.
    static func message(_ kind: UInt8, _ id: UInt64 = 0, _ text: String) -> [UInt8] {
        let payload = Array(text.utf8)
        let length = UInt32(9 + payload.count)
        return number(length) + [kind] + number(id) + payload
    }

    static func number(_ value: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: value.littleEndian) { Array($0) }
    }

    static func send(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(channel, $0.baseAddress, $0.count) }
            if count <= 0 { exit(0) }
            rest = rest.dropFirst(count)
        }
    }

    static func say(_ kind: UInt8, _ id: UInt64 = 0, _ text: String) { send(message(kind, id, text)) }

    /// The next message: its kind, its number and its text.
    static func receive() -> (kind: UInt8, id: UInt64, text: String) {
        let head = exactly(4)
        let length = head.enumerated().reduce(0) { $0 | Int($1.element) << (8 * $1.offset) }
        let body = exactly(length)
        let id = body[1..<9].enumerated().reduce(UInt64(0)) { $0 | UInt64($1.element) << (8 * UInt64($1.offset)) }
        return (body[0], id, String(decoding: body[9...], as: UTF8.self))
    }

    private static func exactly(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            var part = [UInt8](repeating: 0, count: count - bytes.count)
            let got = part.withUnsafeMutableBytes { read(channel, $0.baseAddress, $0.count) }
            if got <= 0 { exit(0) }
            bytes += part[..<got]
        }
        return bytes
    }
}
