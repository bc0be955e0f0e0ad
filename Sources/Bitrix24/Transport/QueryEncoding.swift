import JSON

/// Parameters as a query in PHP's bracket notation: `fields[PHONE][0][VALUE]=1`, percent-encoded.
///
/// What a query can't say: an empty array or object (it leaves no trace). Booleans become `1` and `0`, null the empty
/// text, as PHP itself writes and reads them. -> settings/how-to-call-rest-api/data-encoding
enum QueryEncoding {
    /// PHP drops what exceeds its `max_input_vars` (1000 unless configured) without a word.
    static let mostVariables = 1000

    /// The query; `nil` when it can't carry the parameters unchanged.
    static func query(_ parameters: JSONObject) -> String? {
        var writer = Writer()
        for member in parameters.members {
            guard writer.write(member.value, name: percentEncoded(member.key)) else { return nil }
        }
        return writer.count <= mostVariables ? writer.text : nil
    }

    /// The text with everything but RFC 3986's unreserved characters percent-encoded as UTF-8.
    static func percentEncoded(_ text: some StringProtocol) -> String {
        var output: [UInt8] = []
        for byte in text.utf8 { appendEncoded(byte, to: &output) }
        return String(decoding: output, as: UTF8.self)
    }

    private static func appendEncoded(_ byte: UInt8, to output: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            output.append(byte)
        default:
            let digits = Array("0123456789ABCDEF".utf8)
            output += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
    }

    private struct Writer {
        var text = ""
        var count = 0

        /// Appends a value under an encoded name; false when it can't be written.
        mutating func write(_ value: JSONValue, name: String) -> Bool {
            switch value {
            case .null: append(name, "")
            case .bool(let flag): append(name, flag ? "1" : "0")
            case .integer(let number): append(name, String(number))
            case .number: append(name, percentEncoded(JSONWriter.string(value)))
            case .string(let string): append(name, BatchReference.encodingText(string))
            case .array(let elements):
                for (index, element) in elements.enumerated() {
                    guard write(element, name: "\(name)%5B\(index)%5D") else { return false }
                }
                return !elements.isEmpty
            case .object(let object):
                for member in object.members {
                    guard write(member.value, name: "\(name)%5B\(percentEncoded(member.key))%5D") else { return false }
                }
                return !object.isEmpty
            }
            return true
        }

        private mutating func append(_ name: String, _ value: String) {
            if !text.isEmpty { text += "&" }
            text += name + "=" + value
            count += 1
        }
    }
}
