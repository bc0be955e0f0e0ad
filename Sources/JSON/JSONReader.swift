/// A strict JSON reader (RFC 8259, UTF-8).
///
/// Half of a surrogate pair, which JSON can write and UTF-8 cannot, becomes U+FFFD: one odd title must not cost a page of rows.
public enum JSONReader {
    /// How deep arrays and objects may nest.
    public static let maximumDepth = 512

    /// Reads one document, white space around it allowed, and reports its parts.
    ///
    /// - Throws: ``JSONError`` with the byte offset of the offence; the sink may have received a part by then.
    static func read<Sink: JSONSink>(_ bytes: UnsafeBufferPointer<UInt8>, into sink: inout Sink) throws(JSONError) {
        var parser = JSONParser(bytes: bytes, maximumDepth: maximumDepth, for: Sink.self)
        guard !Sink.takesValues else {
            try checkUTF8(bytes)
            return try parser.document(&sink)
        }
        do throws(JSONError) {
            try parser.document(&sink)  // which checks UTF-8 only where it can be wrong
        } catch {
            try checkUTF8(bytes)
            throw error
        }
    }

    private static func checkUTF8(_ bytes: UnsafeBufferPointer<UInt8>) throws(JSONError) {
        if let offset = UTF8Check.firstInvalid(in: bytes) { throw JSONError(offset: offset, reason: .invalidUTF8) }
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
