import JSON

/// The text fields of a `multipart/form-data` body. Uploaded files are left out: methods take files as base64 text.
struct MultipartForm {
    let fields: JSONObject

    init?(_ body: [UInt8], contentType: String) {
        guard let mark = contentType.firstRange(of: "boundary=") else { return nil }
        var boundary = contentType[mark.upperBound...].prefix { $0 != ";" }
        if boundary.hasPrefix("\""), boundary.hasSuffix("\""), boundary.count > 1 {
            boundary = boundary.dropFirst().dropLast()
        }
        guard !boundary.isEmpty else { return nil }
        let root = PHPQuery.Node()
        let delimiter = Array("--\(boundary)".utf8)
        for part in body.split(separator: delimiter) {
            guard let gap = part.firstRange(of: Array("\r\n\r\n".utf8)) else { continue }
            let head = String(decoding: part[..<gap.lowerBound], as: UTF8.self)
            guard let name = Self.attribute("name", of: head), Self.attribute("filename", of: head) == nil else {
                continue
            }
            var value = part[gap.upperBound...]
            if value.suffix(2).elementsEqual("\r\n".utf8) { value = value.dropLast(2) }
            PHPQuery.add(name, String(decoding: value, as: UTF8.self), to: root)
        }
        fields = root.object
    }

    private static func attribute(_ name: String, of head: String) -> String? {
        guard let start = head.firstRange(of: " \(name)=\"")?.upperBound else { return nil }
        return String(head[start...].prefix { $0 != "\"" })
    }
}
