/// What a ``JSONReader`` found, in document order. The reader has checked well-formedness before each call.
///
/// Text arrives as UTF-8 bytes that live only during the call.
public protocol JSONSink {
    mutating func null()
    mutating func bool(_ value: Bool)
    mutating func integer(_ value: Int64)
    mutating func number(_ value: Double)
    mutating func string(_ utf8: UnsafeBufferPointer<UInt8>)
    mutating func beginArray()
    mutating func endArray()
    mutating func beginObject()
    mutating func key(_ utf8: UnsafeBufferPointer<UInt8>)
    mutating func endObject()
}

/// A strict JSON reader (RFC 8259, UTF-8) that reports to a sink and builds nothing of its own.
public enum JSONReader {
    /// Reads one document.
    ///
    /// - Parameters:
    ///   - bytes: the document; white space around it is allowed, anything else after it is an error.
    ///   - sink: receives the parts.
    ///   - maximumDepth: how deep arrays and objects may nest.
    /// - Throws: ``JSONError`` with the byte offset of the offence; the sink may have received a part by then.
    @inlinable
    public static func read<Sink: JSONSink>(
        _ bytes: UnsafeBufferPointer<UInt8>, into sink: inout Sink, maximumDepth: Int = 512
    ) throws(JSONError) {
        throw JSONError(offset: 0, reason: .endOfInput)
    }

    /// Reads one document as a value.
    public static func value(_ bytes: some Sequence<UInt8>) throws(JSONError) -> JSONValue {
        throw JSONError(offset: 0, reason: .endOfInput)
    }
}

/// Why a text is not JSON, and where.
public struct JSONError: Error, Sendable, Hashable {
    /// The byte, from 0, at which reading stopped.
    public let offset: Int
    /// What was wrong there.
    public let reason: Reason

    /// The offences of a JSON text.
    public enum Reason: Sendable, Hashable {
        case endOfInput, unexpectedByte, invalidNumber, invalidEscape, invalidUTF8, tooDeep, trailingBytes
    }

    @inlinable
    public init(offset: Int, reason: Reason) {
        self.offset = offset
        self.reason = reason
    }
}
