/// Windows-1251, the encoding in which spreadsheets on Russian Windows still write CSV.
enum CP1251 {
    /// The characters of the bytes 0x80...0xBF; 0xC0...0xFF are А...я. 0x98 is not assigned.
    private static let upper = Array(
        "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u{FFFD}™љ›њќћџ\u{A0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{AD}®Ї°±Ііґµ¶·ё№є»јЅѕї".unicodeScalars)

    private static let bytes: [Unicode.Scalar: UInt8] = {
        var bytes: [Unicode.Scalar: UInt8] = [:]
        for byte in UInt8(0x80)...0xFF where byte != 0x98 { bytes[scalar(byte)] = byte }
        return bytes
    }()

    private static func scalar(_ byte: UInt8) -> Unicode.Scalar {
        switch byte {
        case 0x80...0xBF: upper[Int(byte) - 0x80]
        case 0xC0...: Unicode.Scalar(0x0410 + UInt32(byte) - 0xC0) ?? "?"
        default: Unicode.Scalar(byte)
        }
    }

    /// The text of bytes; every byte has one.
    static func decode(_ bytes: some Sequence<UInt8>) -> String {
        var text = String.UnicodeScalarView()
        for byte in bytes { text.append(scalar(byte)) }
        return String(text)
    }

    /// The bytes of a text; `nil` for a letter that the encoding does not have.
    static func encode(_ text: String) -> [UInt8]? {
        var output: [UInt8] = []
        for scalar in text.unicodeScalars {
            if scalar.isASCII {
                output.append(UInt8(scalar.value))
            } else if let byte = bytes[scalar] {
                output.append(byte)
            } else {
                return nil
            }
        }
        return output
    }
}
