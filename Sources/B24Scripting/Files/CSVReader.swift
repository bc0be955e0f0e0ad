/// Cuts CSV (RFC 4180) into records, fed piece by piece.
///
/// Works on bytes: the separators, quotes and line ends are ASCII in UTF-8 and Windows-1251 alike.
struct CSVReader {
    /// One record with the line, from 1, on which it begins.
    struct Record {
        var fields: [[UInt8]]
        var line: Int
    }

    /// An offence against the format.
    enum Failure: Error, Equatable {
        /// A quoted field that began on this line is not closed.
        case openQuote(line: Int)
        /// Something other than a separator follows a closing quote on this line.
        case afterQuote(line: Int)
    }

    private enum Place { case fieldStart, plain, quoted, quoteSeen }

    private let separator: UInt8
    private var place = Place.fieldStart
    private var field: [UInt8] = []
    private var fields: [[UInt8]] = []
    private var line = 1
    private var recordLine = 1
    private var quoteLine = 1
    private var sawReturn = false

    init(separator: UInt8) { self.separator = separator }

    private static let quote = UInt8(ascii: "\"")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    /// The records that these bytes complete.
    mutating func feed(_ bytes: some Sequence<UInt8>) throws(Failure) -> [Record] {
        var records: [Record] = []
        for byte in bytes {
            if byte == Self.lineFeed {
                if sawReturn {
                    // The second half of a line end.
                    sawReturn = false
                    continue
                }
                line += 1
            }
            sawReturn = false
            switch place {
            case .quoted:
                if byte == Self.quote { place = .quoteSeen } else { field.append(byte) }
            case .quoteSeen where byte == Self.quote:
                field.append(byte)
                place = .quoted
            case .fieldStart where byte == Self.quote:
                place = .quoted
                quoteLine = line
            default:
                try separate(byte, &records)
            }
        }
        return records
    }

    private mutating func separate(_ byte: UInt8, _ records: inout [Record]) throws(Failure) {
        switch byte {
        case separator:
            endField()
        case Self.lineFeed, Self.carriageReturn:
            sawReturn = byte == Self.carriageReturn
            if sawReturn { line += 1 }
            endRecord(&records)
            recordLine = line
        default:
            guard place != .quoteSeen else { throw .afterQuote(line: line) }
            place = .plain
            field.append(byte)
        }
    }

    private mutating func endField() {
        fields.append(field)
        field = []
        place = .fieldStart
    }

    private mutating func endRecord(_ records: inout [Record]) {
        let isEmptyLine = fields.isEmpty && field.isEmpty && place == .fieldStart
        if !isEmptyLine {
            endField()
            records.append(Record(fields: fields, line: recordLine))
        }
        fields = []
        place = .fieldStart
    }

    /// The record that the end of the file completes.
    mutating func finish() throws(Failure) -> [Record] {
        if place == .quoted { throw .openQuote(line: quoteLine) }
        var records: [Record] = []
        endRecord(&records)
        return records
    }

    /// The separator of a file by its beginning: the one of comma, semicolon and tab that its first line has most of
    /// outside quotes; a comma when it has none.
    static func separator(of beginning: some Sequence<UInt8>) -> UInt8 {
        let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
        var counts = [0, 0, 0]
        var isQuoted = false
        for byte in beginning {
            if byte == quote { isQuoted.toggle() }
            if isQuoted { continue }
            if byte == lineFeed || byte == carriageReturn { break }
            if let index = candidates.firstIndex(of: byte) { counts[index] += 1 }
        }
        let best = counts.indices.max { counts[$0] < counts[$1] } ?? 0
        return counts[best] == 0 ? candidates[0] : candidates[best]
    }
}
