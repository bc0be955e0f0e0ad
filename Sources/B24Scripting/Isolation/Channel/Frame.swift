/// One message: its length (four bytes, little-endian, of what follows), its kind, a number by which an answer is known
/// again (eight bytes), and what it says.
struct Frame: Sendable, Equatable {
    var kind: FrameKind
    var id: UInt64
    var payload: [UInt8]

    /// Bytes of a message without anything to say, after its length.
    static let least = 9

    init(_ kind: FrameKind, id: UInt64 = 0, _ payload: [UInt8] = []) {
        self.kind = kind
        self.id = id
        self.payload = payload
    }

    /// As it is sent.
    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(4 + Self.least + payload.count)
        withUnsafeBytes(of: UInt32(Self.least + payload.count).littleEndian) { bytes += $0 }
        bytes.append(kind.rawValue)
        withUnsafeBytes(of: id.littleEndian) { bytes += $0 }
        bytes += payload
        return bytes
    }
}

/// Takes a stream of bytes apart into messages. The sender may be hostile: nothing is believed but what is here.
struct FrameReader: Sendable {
    /// Why a stream is not one of messages.
    enum Offence: Error, Equatable, CustomStringConvertible {
        case tooShort(Int), tooLong(Int), unknown(UInt8)

        var description: String {
            switch self {
            case .tooShort(let length), .tooLong(let length): "length \(length)"
            case .unknown(let code): "kind \(code)"
            }
        }
    }

    /// Bytes that a message may have after its length.
    let most: Int
    private let takes: @Sendable (FrameKind) -> Bool
    private var buffer: [UInt8] = []
    private var start = 0

    /// - Parameter takes: the kinds that may come.
    init(most: Int, takes: @escaping @Sendable (FrameKind) -> Bool) {
        self.most = most
        self.takes = takes
    }

    /// More of the stream.
    mutating func feed(_ bytes: UnsafeRawBufferPointer) {
        if start == buffer.count {
            buffer.removeAll(keepingCapacity: buffer.capacity <= 1 << 20)
            start = 0
        } else if start > 1 << 20, start > buffer.count / 2 {
            buffer.removeFirst(start)
            start = 0
        }
        buffer.append(contentsOf: bytes)
    }

    /// The next message; `nil` until all of it is there.
    mutating func next() throws(Offence) -> Frame? {
        guard buffer.count - start >= 4 else { return nil }
        let length = Int(number(at: start, 4))
        guard length >= Frame.least else { throw .tooShort(length) }
        guard length <= most else { throw .tooLong(length) }
        // Looked at as soon as it is there, not only when all that it announces has come.
        if buffer.count - start > 4 {
            let code = buffer[start + 4]
            guard let kind = FrameKind(rawValue: code), takes(kind) else { throw .unknown(code) }
        }
        guard buffer.count - start >= 4 + length, let kind = FrameKind(rawValue: buffer[start + 4]) else { return nil }
        let end = start + 4 + length
        let frame = Frame(kind, id: number(at: start + 5, 8), Array(buffer[start + 4 + Frame.least..<end]))
        start = end
        return frame
    }

    private func number(at place: Int, _ count: Int) -> UInt64 {
        (0..<count).reduce(0) { $0 | UInt64(buffer[place + $1]) << (8 * UInt64($1)) }
    }
}
