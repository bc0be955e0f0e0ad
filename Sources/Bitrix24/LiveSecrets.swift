import Synchronization

/// The secrets that this process holds: whatever it writes passes ``hide(in:)``, so that none gets out however it came into
/// a text.
///
/// A ``Credential``, a ``PortalToken`` and whoever reads a secret from a person or a store adds it; it stays until the
/// process ends, since a text with it may come late.
public enum LiveSecrets {
    /// A shorter text (the code of a test portal, a weak passphrase) may occur by chance, and hiding it everywhere would
    /// spoil data. It is found in addresses and beside names only (``Redaction``).
    public static let shortest = 12

    private struct State {
        var secrets: [[UInt8]] = []
        /// Which bytes a secret may begin with, in any spelling.
        var isBeginning = [Bool](repeating: false, count: 256)
    }

    private static let state = Mutex(State())

    /// Adds a secret.
    public static func add(_ secret: Secret?) {
        guard let secret, secret.exposed.utf8.count >= shortest else { return }
        let bytes = Array(secret.exposed.utf8)
        state.withLock { state in
            guard !state.secrets.contains(bytes) else { return }
            // A secret inside another one (a code in its webhook's address) is looked for after it.
            let place = state.secrets.firstIndex { $0.count < bytes.count } ?? state.secrets.endIndex
            state.secrets.insert(bytes, at: place)
            for byte in [bytes[0], UInt8(ascii: "%"), UInt8(ascii: "\\")] { state.isBeginning[Int(byte)] = true }
        }
    }

    /// A text with `***` in the place of every secret: as it is, percent-encoded, escaped as JSON does it, and broken by the
    /// ends of lines.
    public static func hide(in text: String) -> String {
        let (secrets, isBeginning) = state.withLock { ($0.secrets, $0.isBeginning) }
        guard !secrets.isEmpty else { return text }
        var text = text
        return text.withUTF8 { bytes in
            var output: [UInt8] = []
            var copied = 0
            var position = 0
            while position < bytes.count {
                guard isBeginning[Int(bytes[position])],
                    let end = secrets.lazy.compactMap({ Spelling.end(of: $0, in: bytes, from: position) }).first
                else {
                    position += 1
                    continue
                }
                output += bytes[copied..<position]
                output += Secret.mark.utf8
                copied = end
                position = end
            }
            guard copied > 0 else { return nil }
            return String(decoding: output + bytes[copied...], as: UTF8.self)
        } ?? text
    }
}

/// The ways in which a byte can be written.
private enum Spelling {
    /// Where a secret ends that begins here; `nil` when none does.
    static func end(of secret: [UInt8], in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        var position = start
        for (index, wanted) in secret.enumerated() {
            if index > 0 { position = skipBreak(bytes, position) }
            guard let (byte, next) = byte(bytes, position), byte == wanted else { return nil }
            position = next
        }
        return position
    }

    /// The byte that is written here, and what follows it.
    private static func byte(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Int) -> (UInt8, Int)? {
        guard position < bytes.count else { return nil }
        let plain = bytes[position]
        if plain == UInt8(ascii: "%"), let byte = hexadecimal(bytes, position + 1, 2) {
            return (UInt8(byte), position + 3)
        }
        guard plain == UInt8(ascii: "\\"), position + 1 < bytes.count else { return (plain, position + 1) }
        switch bytes[position + 1] {
        case UInt8(ascii: "/"), UInt8(ascii: "\\"), UInt8(ascii: "\""): return (bytes[position + 1], position + 2)
        case UInt8(ascii: "u"):
            guard let code = hexadecimal(bytes, position + 2, 4), code < 0x80 else { return (plain, position + 1) }
            return (UInt8(code), position + 6)
        default: return (plain, position + 1)
        }
    }

    /// What follows the end of a line, and the indentation of the next.
    private static func skipBreak(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var position = start
        var isBroken = false
        while position < bytes.count {
            switch bytes[position] {
            case 0x0A, 0x0D:
                isBroken = true
                position += 1
            case 0x20, 0x09:
                guard isBroken else { return start }
                position += 1
            case UInt8(ascii: "\\"):
                guard position + 1 < bytes.count, [UInt8(ascii: "n"), UInt8(ascii: "r")].contains(bytes[position + 1])
                else { return isBroken ? position : start }
                isBroken = true
                position += 2
            default: return isBroken ? position : start
            }
        }
        return isBroken ? position : start
    }

    private static func hexadecimal(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ count: Int) -> Int? {
        guard start + count <= bytes.count else { return nil }
        var value = 0
        for byte in bytes[start..<start + count] {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value * 16 + Int(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value * 16 + Int(byte - UInt8(ascii: "a")) + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): value = value * 16 + Int(byte - UInt8(ascii: "A")) + 10
            default: return nil
            }
        }
        return value
    }
}
