/// Makes keys of the bytes that a terminal sends.
///
/// It is a state machine without a clock. Sequences may arrive in any pieces: what is unfinished waits for more. Whether
/// an Escape stands alone only time can tell, so whoever reads the bytes waits a moment when ``isWaiting`` is true and
/// calls ``timeout()`` when nothing came.
///
/// Text is UTF-8 whatever the locale. Bytes that are not become U+FFFD each, and sequences that are not understood are
/// skipped; what follows is never lost.
public struct KeyDecoder: Sendable {
    private var pending: [UInt8] = []
    private var paste: [UInt8]?

    private static let pasteStart: [UInt8] = Array("\u{1B}[200~".utf8)
    private static let pasteEnd: [UInt8] = Array("\u{1B}[201~".utf8)

    /// A decoder that has seen nothing.
    public init() {}

    /// Whether bytes are kept that mean something else when no more come soon. A paste waits for its end, however long.
    public var isWaiting: Bool { paste == nil && !pending.isEmpty }

    /// The keys of more bytes.
    public mutating func feed(_ bytes: some Collection<UInt8>) -> [Key] {
        var keys: [Key] = []
        if paste != nil {
            take(bytes, &keys)
        } else {
            pending += bytes
            decode(&keys, isLast: false)
        }
        return keys
    }

    /// The keys of what was kept, because nothing followed it in time.
    public mutating func timeout() -> [Key] {
        var keys: [Key] = []
        if paste == nil { decode(&keys, isLast: true) }
        return keys
    }

    private mutating func decode(_ keys: inout [Key], isLast: Bool) {
        var position = 0
        while position < pending.count {
            let rest = pending[position...]
            if rest.starts(with: Self.pasteStart) {
                let pasted = Array(rest.dropFirst(Self.pasteStart.count))
                pending = []
                paste = []
                take(pasted, &keys)
                return
            }
            var sequence = KeySequence(rest, isLast: isLast)
            switch sequence.next() {
            case .key(let key): keys.append(key)
            case .nothing: break
            case .unfinished:
                pending.removeFirst(position)
                return
            }
            position = sequence.position
        }
        pending = []
    }

    /// Collects a paste; its end marker may come in pieces, too.
    private mutating func take(_ bytes: some Collection<UInt8>, _ keys: inout [Key]) {
        guard var text = paste else { return }
        // Out of the property, so that appending does not copy what came before.
        paste = nil
        let searched = max(0, text.count - Self.pasteEnd.count + 1)
        text += bytes
        guard let end = Self.find(Self.pasteEnd, in: text, from: searched) else {
            paste = text
            return
        }
        keys.append(Key(.paste(String(decoding: text[..<end], as: UTF8.self))))
        pending = Array(text[(end + Self.pasteEnd.count)...])
        decode(&keys, isLast: false)
    }

    private static func find(_ marker: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        bytes.withUnsafeBufferPointer { bytes in
            var index = start
            while index + marker.count <= bytes.count {
                if bytes[index] == marker[0], marker.indices.allSatisfy({ bytes[index + $0] == marker[$0] }) {
                    return index
                }
                index += 1
            }
            return nil
        }
    }
}
