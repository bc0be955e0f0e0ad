/// What a ``JSONReader`` found, in document order, and where its brackets are.
///
/// Text arrives as valid UTF-8 that lives only during the call.
protocol JSONSink {
    /// Whether it takes values: a sink that does not may be spared keys, strings and numbers. They are checked all the same.
    static var takesValues: Bool { get }
    /// `null`.
    mutating func null()
    /// `true` or `false`.
    mutating func bool(_ value: Bool)
    /// A number without fraction or exponent that fits 64 bits.
    mutating func integer(_ value: Int64)
    /// Any other number.
    mutating func number(_ value: Double)
    /// A string, escapes resolved.
    mutating func string(_ utf8: UnsafeBufferPointer<UInt8>)
    /// `[`
    mutating func beginArray(at offset: Int)
    /// Behind `]`.
    mutating func endArray(at offset: Int)
    /// `{`
    mutating func beginObject(at offset: Int)
    /// A key, escapes resolved; its value follows.
    mutating func key(_ utf8: UnsafeBufferPointer<UInt8>)
    /// Behind `}`.
    mutating func endObject(at offset: Int)
}
