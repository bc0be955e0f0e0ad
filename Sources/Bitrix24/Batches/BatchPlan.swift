import JSON

/// Which commands travel together.
///
/// Commands keep their order. Commands tied by a reference, and all that stand between them, form a block; a chunk is
/// as many whole blocks as fit into 50 commands, so a reference never leaves its source's chunk. A command that a query
/// can't carry (an empty array, too many values) goes on its own, in its place; what refers across it is resolved here,
/// when it is sent, from the answer that has come by then. So do the commands of REST 3, which has a batch of another form
/// (-> api-reference/rest-v3#batch).
struct BatchPlan {
    /// The portal's limit. -> settings/how-to-call-rest-api/batch
    static let mostCommands = 50
    /// A chunk's queries together stay below what web servers take without special configuration (8 MB and less).
    static let mostBytes = 1 << 20
    /// A longer query goes on its own, as JSON.
    static let mostQueryBytes = 256 << 10

    /// One request.
    enum Step: Equatable {
        case chunk(Range<Int>)
        case alone(Int)
    }

    private(set) var steps: [Step] = []
    /// For each command, the positions of those that it refers to.
    private(set) var sources: [[Int]] = []

    /// - Throws: ``PortalError`` of kind `invalidArgument` or `batchNested` for what can't be sent.
    init(_ commands: [(key: String, command: Command)]) throws(PortalError) {
        let references = try Self.references(commands)
        sources = references.map { $0.map(\.source) }
        let sizes = commands.map { Self.querySize($0.command) }
        var start = 0
        while start < commands.count {
            if sizes[start] == nil {
                steps.append(.alone(start))
                start += 1
                continue
            }
            let end = sizes[start...].firstIndex { $0 == nil } ?? commands.count
            let blocks = Self.blocks(in: start..<end, sources)
            for block in blocks where block.count > Self.mostCommands {
                throw Self.tooFar(block, commands, references)
            }
            steps += Self.chunks(of: blocks) { sizes[$0] ?? 0 }.map { .chunk($0) }
            start = end
        }
    }

    /// The size of a command in a chunk; `nil` when it goes on its own.
    private static func querySize(_ command: Command) -> Int? {
        query(command).map { $0.utf8.count + command.method.utf8.count }
    }

    /// The query of a command in a chunk; `nil` when it goes on its own.
    static func query(_ command: Command) -> String? {
        guard command.usedVersion == .two, let query = QueryEncoding.query(command.parameters),
            query.utf8.count <= mostQueryBytes
        else { return nil }
        return query
    }

    /// The shortest ranges that no reference leaves.
    private static func blocks(in segment: Range<Int>, _ sources: [[Int]]) -> [Range<Int>] {
        var lastUse = Array(segment)
        for index in segment {
            for source in sources[index] where source >= segment.lowerBound {
                lastUse[source - segment.lowerBound] = max(lastUse[source - segment.lowerBound], index)
            }
        }
        var blocks: [Range<Int>] = []
        var start = segment.lowerBound
        var end = start
        for index in segment {
            end = max(end, lastUse[index - segment.lowerBound])
            guard index == end else { continue }
            blocks.append(start..<index + 1)
            start = index + 1
            end = start
        }
        return blocks
    }

    private static func chunks(of blocks: [Range<Int>], size: (Int) -> Int) -> [Range<Int>] {
        var chunks: [Range<Int>] = []
        var bytes = 0
        for block in blocks {
            let blockBytes = block.reduce(0) { $0 + size($1) }
            if let last = chunks.last, last.count + block.count <= mostCommands, bytes + blockBytes <= mostBytes {
                chunks[chunks.count - 1] = last.lowerBound..<block.upperBound
                bytes += blockBytes
            } else {
                chunks.append(block)
                bytes = blockBytes
            }
        }
        return chunks
    }

    private struct Reference {
        var source: Int
        var path: String
    }

    private static func references(
        _ commands: [(key: String, command: Command)]
    ) throws(PortalError) -> [[Reference]] {
        var positions: [String: Int] = [:]
        for (index, (key, command)) in commands.enumerated() {
            let details = ["key": key]
            guard !key.isEmpty else { throw PortalError(.batchEmptyKey, method: command.method) }
            guard RequestEncoder.isMethodName(command.method) else {
                throw PortalError(.methodMalformed, method: Redaction.redact(command.method), details: details)
            }
            guard command.method.lowercased() != "batch" else {
                throw PortalError(.batchInBatch, method: command.method, details: details)
            }
            guard positions.updateValue(index, forKey: key) == nil else {
                throw PortalError(.batchDuplicateKey, method: command.method, details: details)
            }
        }
        var references: [[Reference]] = []
        for (index, (key, command)) in commands.enumerated() {
            var found: [Reference] = []
            try JSONValue.object(command.parameters).eachText(path: "") { text, path throws(PortalError) in
                guard text.contains("$") else { return }
                let details = ["key": key, "path": path]
                guard let parts = BatchReference.parts(of: text) else {
                    throw PortalError(.batchBrokenReference, method: command.method, details: details)
                }
                for case .reference(let reference) in parts {
                    let details = details.merging(["reference": reference.source]) { $1 }
                    guard let source = positions[reference.source] else {
                        throw PortalError(.batchUnknownReference, method: command.method, details: details)
                    }
                    guard source < index else {
                        throw PortalError(.batchLaterReference, method: command.method, details: details)
                    }
                    found.append(Reference(source: source, path: path))
                }
            }
            references.append(found)
        }
        return references
    }

    /// Names a reference that crosses the place where the block would have to be cut.
    private static func tooFar(
        _ block: Range<Int>, _ commands: [(key: String, command: Command)], _ references: [[Reference]]
    ) -> PortalError {
        let cut = block.lowerBound + mostCommands
        for index in cut..<block.upperBound {
            guard let reference = references[index].first(where: { $0.source < cut && $0.source >= block.lowerBound })
            else { continue }
            let details = [
                "key": commands[index].key, "path": reference.path, "reference": commands[reference.source].key,
            ]
            return PortalError(.batchReferenceAcrossChunks, method: commands[index].command.method, details: details)
        }
        preconditionFailure("a block that reaches over the cut has a reference over it")
    }
}
