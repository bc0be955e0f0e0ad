/// A part of a well-formed JSON document, kept as bytes: navigated without building a tree,
/// turned into values (or Lua tables) only where it is used.
///
/// ```swift
/// let answer = try JSONSlice(body)
/// let rows = answer["result"]?["items"]?.elements ?? []
/// ```
public struct JSONSlice: Sendable {
    /// The text of exactly this value, without surrounding white space.
    public let bytes: ArraySlice<UInt8>
    /// Of the document, whose indices `bytes` has.
    private let extents: JSONExtents

    /// A whole document.
    ///
    /// - Throws: ``JSONError`` when `bytes` is not well-formed.
    public init(_ bytes: [UInt8]) throws(JSONError) {
        extents = try JSONExtents(checking: bytes)
        var start = 0
        var end = bytes.count
        while bytes[start].isJSONSpace { start += 1 }
        while bytes[end - 1].isJSONSpace { end -= 1 }
        self.bytes = bytes[start..<end]
    }

    /// The text of a value.
    public init(_ value: JSONValue) {
        self.init(unchecked: JSONWriter.bytes(value)[...], extents: JSONExtents())
    }

    /// A part of a checked document.
    private init(unchecked bytes: ArraySlice<UInt8>, extents: JSONExtents) {
        self.bytes = bytes
        self.extents = extents
    }

    /// Where this part begins in its document: a byte, from 0.
    public var offset: Int { bytes.startIndex }

    /// Whether this is `null`.
    public var isNull: Bool { bytes.first == UInt8(ascii: "n") }

    /// Whether this is an array.
    public var isArray: Bool { bytes.first == UInt8(ascii: "[") }

    /// Whether this is an object.
    public var isObject: Bool { bytes.first == UInt8(ascii: "{") }

    /// The value of a key when this is an object that has it.
    public subscript(key: String) -> JSONSlice? {
        guard isObject else { return nil }
        return bytes.withUnsafeBufferPointer { buffer in
            var walker = walker(buffer)
            var found: Range<Int>?
            var key = key
            key.withUTF8 { wanted in
                walker.eachMember { name, value in
                    guard walkerKey(buffer, name, equals: wanted) else { return true }
                    found = value
                    return false
                }
            }
            return found.map { slice($0) }
        }
    }

    /// The elements when this is an array.
    public var elements: [JSONSlice]? {
        guard isArray else { return nil }
        var ranges: [Range<Int>] = []
        bytes.withUnsafeBufferPointer { buffer in
            var walker = walker(buffer)
            walker.eachElement { ranges.append($0) }
        }
        return ranges.map { slice($0) }
    }

    /// The keys and values, in order, when this is an object.
    public var members: [(key: String, value: JSONSlice)]? {
        guard isObject else { return nil }
        var found: [(key: String, value: JSONSlice)] = []
        bytes.withUnsafeBufferPointer { buffer in
            var walker = walker(buffer)
            walker.eachMember { name, value in
                found.append((slice(name).value.stringValue ?? "", slice(value)))
                return true
            }
        }
        return found
    }

    /// This part as a value.
    public var value: JSONValue {
        // Checked when the document was made.
        (try? JSONReader.value(bytes)) ?? .null
    }

    /// Steps through this part, whose bytes are `buffer`.
    func walker(_ buffer: UnsafeBufferPointer<UInt8>) -> JSONWalker {
        JSONWalker(bytes: buffer, offset: bytes.startIndex, extents: extents)
    }

    func slice(_ range: Range<Int>) -> JSONSlice {
        JSONSlice(
            unchecked: bytes[bytes.startIndex + range.lowerBound..<bytes.startIndex + range.upperBound],
            extents: extents)
    }
}

/// Compares a key as written (quotes included) with UTF-8 text.
private func walkerKey(
    _ bytes: UnsafeBufferPointer<UInt8>, _ name: Range<Int>, equals wanted: UnsafeBufferPointer<UInt8>
)
    -> Bool
{
    let written = UnsafeBufferPointer(rebasing: bytes[name.lowerBound + 1..<name.upperBound - 1])
    if !written.contains(UInt8(ascii: "\\")) { return written.elementsEqual(wanted) }
    let text = (try? JSONReader.value(bytes[name]))?.stringValue
    return text?.utf8.elementsEqual(wanted) ?? false
}

extension UInt8 {
    var isJSONSpace: Bool { self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09 }
}
