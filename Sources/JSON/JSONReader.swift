/// What a ``JSONReader`` found, in document order.
///
/// Text arrives as valid UTF-8 that lives only during the call.
public protocol JSONSink {
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
    mutating func beginArray()
    /// `]`
    mutating func endArray()
    /// `{`
    mutating func beginObject()
    /// A key, escapes resolved; its value follows.
    mutating func key(_ utf8: UnsafeBufferPointer<UInt8>)
    /// `}`
    mutating func endObject()
}

/// A strict JSON reader (RFC 8259, UTF-8) that reports to a sink and builds nothing of its own.
///
/// Half of a surrogate pair, which JSON can write and UTF-8 cannot, becomes U+FFFD: one odd title must not cost a page of rows.
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
        if let offset = UTF8Check.firstInvalid(in: bytes) { throw JSONError(offset: offset, reason: .invalidUTF8) }
        var parser = JSONParser(bytes: bytes, depthLeft: maximumDepth)
        try parser.skipWhitespace()
        try parser.value(&sink)
        try parser.end()
    }

    /// Reads a part of a document that was checked when its slice was made; its text is not checked again.
    ///
    /// - Throws: ``JSONError`` only when the part nests deeper than `maximumDepth`.
    @inlinable
    public static func read<Sink: JSONSink>(
        _ slice: JSONSlice, into sink: inout Sink, maximumDepth: Int = 512
    ) throws(JSONError) {
        let bytes = slice.bytes
        var failure: JSONError?
        bytes.withUnsafeBufferPointer { buffer in
            var parser = JSONParser(bytes: buffer, depthLeft: maximumDepth)
            do throws(JSONError) { try parser.value(&sink) } catch { failure = error }
        }
        if let failure { throw failure }
    }

    /// Reads one document as a value.
    ///
    /// - Throws: ``JSONError``.
    public static func value(_ bytes: some Sequence<UInt8>) throws(JSONError) -> JSONValue {
        let array = Array(bytes)
        var sink = JSONValueSink()
        do {
            try array.withUnsafeBufferPointer { try read($0, into: &sink) }
        } catch let error as JSONError {
            throw error
        } catch {
            preconditionFailure("the reader throws JSONError only")
        }
        return sink.result
    }
}

/// Why a text is not JSON, and where.
public struct JSONError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The byte, from 0, at which reading stopped.
    public let offset: Int
    /// What was wrong there.
    public let reason: Reason

    /// The offences of a JSON text.
    public enum Reason: String, Sendable, Hashable {
        case endOfInput, unexpectedByte, invalidNumber, invalidEscape, invalidUTF8, tooDeep, trailingBytes
    }

    /// An offence at a byte offset.
    @inlinable
    public init(offset: Int, reason: Reason) {
        self.offset = offset
        self.reason = reason
    }

    /// `unexpectedByte at byte 17`, for logs; people get a translated text from whoever asked.
    public var description: String { "\(reason.rawValue) at byte \(offset)" }
}
