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
    public init(offset: Int, reason: Reason) {
        self.offset = offset
        self.reason = reason
    }

    /// `unexpectedByte at byte 17`, for logs; people get a translated text from whoever asked.
    public var description: String { "\(reason.rawValue) at byte \(offset)" }
}
