/// A part of a well-formed JSON document, kept as bytes: navigated without building a tree,
/// turned into values (or Lua tables) only where it is used.
public struct JSONSlice: Sendable {
    /// The text of exactly this value, without surrounding white space.
    public let bytes: ArraySlice<UInt8>

    /// A whole document.
    ///
    /// - Throws: ``JSONError`` when `bytes` is not well-formed.
    public init(_ bytes: [UInt8]) throws(JSONError) {
        self.bytes = bytes[...]
    }

    /// The value of a key when this is an object that has it.
    public subscript(key: String) -> JSONSlice? { nil }

    /// The elements when this is an array.
    public var elements: [JSONSlice]? { nil }

    /// The keys and values, in order, when this is an object.
    public var members: [(key: String, value: JSONSlice)]? { nil }

    /// This part as a value.
    public var value: JSONValue { .null }
}
