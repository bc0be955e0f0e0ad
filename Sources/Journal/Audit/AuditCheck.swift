/// Goes through the audit's lines and says where the chain is broken. It decides only; reading is somebody else's business.
struct AuditCheck: Sendable {
    private(set) var findings: [AuditFinding] = []
    private(set) var lines = 0
    /// The end of the chain so far; `nil` after a line that cannot be read.
    private var chain: AuditChain? = AuditChain()
    /// The number and the hash of the last line that could be read.
    private(set) var last = AuditChain()
    /// Hashes by number, to find the place of the end mark.
    private var hashes: [Int: String] = [:]
    private let digest: @Sendable (String) -> String

    /// - Parameter digest: SHA-256 as 64 hexadecimal digits.
    init(_ digest: @escaping @Sendable (String) -> String) { self.digest = digest }

    /// Takes the next line.
    mutating func take(_ text: String, file: String, line: Int) {
        lines += 1
        func find(_ kind: AuditFinding.Kind, _ count: Int = 1) {
            findings.append(AuditFinding(kind: kind, file: file, line: line, count: count))
        }
        guard let read = AuditChain.read(text) else {
            find(.changed)
            chain = nil
            return
        }
        let isWhole = digest(read.body) == read.hash
        if !isWhole { find(.changed) }
        if let chain {
            if read.sequence > chain.sequence + 1 {
                find(.removed, read.sequence - chain.sequence - 1)
            } else if read.sequence <= chain.sequence {
                // It repeats a number: it was put in. What follows goes on from the line before it.
                find(.inserted)
                return
            } else if isWhole, read.previous != chain.hash {
                find(.replaced)
            }
        } else if read.sequence > last.sequence + 2 {
            find(.removed, read.sequence - last.sequence - 2)
        }
        last = AuditChain(sequence: read.sequence, hash: read.hash)
        chain = last
        hashes[read.sequence] = read.hash
    }

    /// Compares the end with the mark that each addition leaves beside the files.
    mutating func end(_ mark: AuditChain?, file: String) {
        guard let mark else {
            if lines > 0 { findings.append(AuditFinding(kind: .noMark, file: file, line: 0, count: 0)) }
            return
        }
        if mark.sequence > last.sequence {
            let count = mark.sequence - last.sequence
            // A line at the end that cannot be read is there, if not as it was.
            if chain == nil, count == 1 { return }
            findings.append(AuditFinding(kind: .cutOff, file: file, line: 0, count: count))
        } else if let hash = hashes[mark.sequence], hash != mark.hash {
            findings.append(AuditFinding(kind: .rewritten, file: file, line: 0, count: mark.sequence))
        }
    }
}
