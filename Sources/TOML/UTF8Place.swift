/// Where bytes stop being UTF-8.
enum UTF8Place {
    /// The first byte that is wrong; `nil` when all is well.
    static func firstWrong(_ bytes: [UInt8]) -> Int? {
        if String(validating: bytes, as: UTF8.self) != nil { return nil }
        var low = 0
        for (index, byte) in bytes.enumerated() where byte < 0x80 {
            // A character never goes over an ASCII byte: what is before one can be looked at alone.
            if String(validating: bytes[low..<index], as: UTF8.self) == nil { break }
            low = index
        }
        let rest = bytes[low...]
        return rest.indices.first { String(validating: bytes[low...$0], as: UTF8.self) == nil && bytes[$0] >= 0x80 }
            ?? low
    }
}
