import Testing

@testable import B24Scripting

/// Messages between an isolated script's process and its parent, as bytes.
@Suite struct FrameTests {
    private func frames(_ bytes: [UInt8], in parts: Int = .max, most: Int = 1000) throws -> [Frame] {
        var reader = FrameReader(most: most) { $0.isOfChild }
        var found: [Frame] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let part = Array(rest.prefix(parts))
            rest = rest.dropFirst(part.count)
            part.withUnsafeBytes { reader.feed($0) }
            while let frame = try reader.next() { found.append(frame) }
        }
        return found
    }

    private static let some = [
        Frame(.output, Array(#"{"text":"hello"}"#.utf8)), Frame(.call, id: .max, [1, 2, 3]), Frame(.packing),
        Frame(.ended, id: 1 << 40, [UInt8](repeating: 7, count: 900)),
    ]

    @Test(arguments: [1, 2, 3, 7, 64, 1000, .max])
    func messagesComeInWhateverParts(_ parts: Int) throws {
        #expect(try frames(Self.some.flatMap(\.bytes), in: parts) == Self.some)
    }

    @Test func theFormIsTheDescribedOne() {
        #expect(Frame(.call, id: 258, [65]).bytes == [10, 0, 0, 0, 32, 2, 1, 0, 0, 0, 0, 0, 0, 65])
    }

    @Test func aPartOfAMessageIsNone() throws {
        let bytes = Self.some[3].bytes
        for count in 0..<bytes.count { #expect(try frames(Array(bytes[..<count])).isEmpty) }
    }

    static let offences: [([UInt8], FrameReader.Offence)] = [
        ([8, 0, 0, 0], .tooShort(8)),
        ([0, 0, 0, 0], .tooShort(0)),
        ([0xE9, 3, 0, 0], .tooLong(1001)),
        ([0xFF, 0xFF, 0xFF, 0xFF], .tooLong(0xFFFF_FFFF)),
        // Known by its kind alone, before the rest is there.
        ([9, 0, 0, 0, 90], .unknown(90)),
        ([9, 0, 0, 0, 0], .unknown(0)),
        ([9, 0, 0, 0, FrameKind.result.rawValue], .unknown(FrameKind.result.rawValue)),
    ]

    @Test(arguments: offences)
    func offencesAreSeenAtOnce(_ bytes: [UInt8], _ offence: FrameReader.Offence) {
        #expect(throws: offence) { try frames(bytes) }
        #expect(throws: offence) { try frames(Self.some.flatMap(\.bytes) + bytes, in: 5) }
    }

    /// Changed, cut and mixed messages: each is refused, or is a message; nothing is read beyond what is there, and what
    /// is kept never grows beyond what came.
    @Test func noiseIsRefusedOrRead() {
        var noise = SplitMix(seed: 20_261_127)
        let whole = Self.some.flatMap(\.bytes)
        for _ in 0..<3000 {
            var bytes = whole
            for _ in 0..<noise.number(below: 8) + 1 {
                switch noise.number(below: 3) {
                case 0: bytes[noise.number(below: bytes.count)] = UInt8(noise.number(below: 256))
                case 1: bytes.removeSubrange(noise.number(below: bytes.count)...)
                default: bytes.insert(UInt8(noise.number(below: 256)), at: noise.number(below: bytes.count))
                }
                if bytes.isEmpty { bytes = [0] }
            }
            let found = (try? frames(bytes, in: noise.number(below: 40) + 1)) ?? []
            #expect(found.reduce(0) { $0 + $1.bytes.count } <= bytes.count)
            for frame in found { #expect(frame.kind.isOfChild) }
        }
    }

    @Test func kindsKeepTheirNumbers() {
        #expect(FrameKind.locked.rawValue == 1)
        #expect(FrameKind.ended.rawValue == 12)
        #expect(FrameKind.call.rawValue == 32)
        #expect(FrameKind.writeFile.rawValue == 49)
        #expect(FrameKind.setup.rawValue == 128)
        let errands = FrameKind.allCases.filter { $0.isErrand }
        #expect(errands.count == errands.filter { $0.isOfChild }.count)
    }
}

/// Numbers that are the same each time.
struct SplitMix {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    mutating func number(below limit: Int) -> Int { Int(next() % UInt64(limit)) }
}
