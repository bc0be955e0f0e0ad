import Bitrix24
public import Localization
public import LuaRuntime

/// What a script says about itself at its top: its title, what it does, and what it needs.
///
///     --- Move last year's deals to the archive.
///     ---
///     --- Run it as often as you like.
///     ---
///     --- @needs read crm.deal.* user.get
///     --- @needs write crm.item.update -- moves the deals
///     --- @needs delete crm.item.delete -- removes the drafts
///     --- @needs scope crm user
///     --- @needs admin
///     --- @needs files reports/ -- one report for each month
///     --- @needs max_writes 500
///     --- @sandbox trusted -- starts the converter
///     --- @limit memory 64MB
///
/// `--- @read_only` is the promise of a script that it writes nothing. Reading it runs nothing.
public struct ScriptMetadata: Sendable, Equatable {
    /// The first line of the text; empty when there is none.
    public var title = ""
    /// The lines after it.
    public var summary: [String] = []
    /// What it needs, in the order of its lines.
    public var needs: [Need] = []
    /// It promises to write nothing.
    public var isReadOnly = false
    /// The level at which it wants to run.
    public var sandbox: SandboxRequest?
    /// What it takes on its command line.
    public var parameters = ScriptParameters()
    /// What it allows itself of the machine.
    public var limits = ScriptLimits()
    /// What is wrong about its tags: such a script is not run.
    public var problems: [Problem] = []

    /// Something wrong about a tag.
    public struct Problem: Sendable, Equatable {
        /// The line.
        public var position: SourcePosition
        /// What is wrong.
        public var text: LocalizedText
        /// What to write instead.
        public var hint: LocalizedText?
    }

    /// - Parameters:
    ///   - source: the whole text of the script.
    ///   - file: the name that positions show.
    public init(_ source: String, file: String) {
        self.init(ScriptHeader(source), file: file)
    }

    /// The same of a header that was read already.
    public init(_ header: ScriptHeader, file: String) {
        title = header.text.first ?? ""
        // Tags between paragraphs leave more than one empty line.
        for line in header.text.dropFirst().drop(while: \.isEmpty) where !(line.isEmpty && summary.last == "") {
            summary.append(line)
        }
        for tag in header.tags { read(tag, SourcePosition(file: file, line: tag.line)) }
        for tag in header.later where tag.isOurs {
            let position = SourcePosition(file: file, line: tag.line)
            complain(position, MetadataTexts.notAtTop(tag.name), MetadataTexts.moveToTop)
        }
        if isReadOnly, let write = needs.first(where: \.isWrite) {
            complain(write.position, MetadataTexts.readOnlyNeedsWrite, MetadataTexts.removeOneOfThem)
        }
    }

    /// Whether it says which methods it needs: then it may call no others.
    public var declaresMethods: Bool { needs.contains { if case .methods = $0.subject { true } else { false } } }

    private mutating func read(_ tag: ScriptHeader.Tag, _ position: SourcePosition) {
        switch tag.name {
        case "read_only":
            guard tag.text.isEmpty else {
                return complain(position, MetadataTexts.readOnlyAlone, MetadataTexts.write("--- @read_only"))
            }
            isReadOnly = true
        case "needs":
            let line = TagLine(tag.text)
            switch NeedLine(line.words).subject {
            case .success(let subject): readNeed(subject, line.reason, position)
            case .failure(let mistake): complain(position, mistake.text, mistake.hint)
            }
        case "arg", "flag":
            do throws(ScriptParameters.Mistake) {
                if tag.name == "arg" {
                    try parameters.readArgument(tag.text)
                } else {
                    try parameters.readFlag(tag.text)
                }
            } catch {
                complain(position, error.text, error.hint)
            }
        case "limit": readLimit(TagLine(tag.text), position)
        case "sandbox": readSandbox(TagLine(tag.text), position)
        default:
            guard let meant = tag.meant else { return }
            complain(position, MetadataTexts.unknownTag(tag.name), MetadataTexts.write("--- @\(meant)"))
        }
    }

    private mutating func readNeed(_ subject: Need.Subject, _ reason: String?, _ position: SourcePosition) {
        if case .maxWrites = subject, needs.contains(where: \.isLimit) {
            return complain(position, MetadataTexts.limitTwice, nil)
        }
        needs.append(Need(subject: subject, reason: reason, position: position))
    }

    private mutating func readLimit(_ line: TagLine, _ position: SourcePosition) {
        let limit: LimitLine.Limit
        do throws(LimitLine.Mistake) { limit = try LimitLine(line.words).limit } catch {
            return complain(position, error.text, error.hint)
        }
        switch limit {
        case .memory(let bytes) where limits.memory == nil: limits.memory = bytes
        case .cpu(let time) where limits.cpu == nil: limits.cpu = time
        case .time(let time) where limits.time == nil: limits.time = time
        case .writes(let count): readNeed(.maxWrites(count), line.reason, position)
        default: complain(position, MetadataTexts.amountTwice(line.words[0]), nil)
        }
    }

    private mutating func readSandbox(_ line: TagLine, _ position: SourcePosition) {
        guard sandbox == nil else { return complain(position, MetadataTexts.sandboxTwice, nil) }
        guard line.words.count == 1, let level = SandboxLevel(rawValue: line.words[0]) else {
            let names = SandboxLevel.allCases.map(\.rawValue)
            return complain(
                position, MetadataTexts.unknownSandbox(line.words.joined(separator: " ")),
                line.words.first.flatMap { Nearest.names($0, among: names, limit: 1).first }
                    .map { MetadataTexts.didYouMean("@sandbox \($0)") } ?? MetadataTexts.knownSandboxes(names))
        }
        sandbox = SandboxRequest(level: level, reason: line.reason, position: position)
    }

    private mutating func complain(_ position: SourcePosition, _ text: LocalizedText, _ hint: LocalizedText?) {
        problems.append(Problem(position: position, text: text, hint: hint))
    }
}

extension Need {
    /// Whether it lets a script change the portal.
    var isWrite: Bool {
        if case .methods(let kind, _) = subject { kind != .read } else { false }
    }

    fileprivate var isLimit: Bool { if case .maxWrites = subject { true } else { false } }
}

extension ScriptHeader.Tag {
    /// Tags of b24 that limit a script: to overlook one because of a slip of the finger would leave it unlimited.
    fileprivate static let limits = ["needs", "read_only", "sandbox", "limit"]
    /// Tags of LuaCATS and others that are near to those by chance.
    private static let others: Set<String> = ["see", "nodiscard", "enum", "meta", "end", "field", "arg", "flag"]

    fileprivate var isOurs: Bool { Self.limits.contains(name) }

    /// The tag that a misspelt one was meant to be.
    fileprivate var meant: String? {
        let word = name.lowercased().filter { $0.isLetter }
        guard !Self.others.contains(word) else { return nil }
        return Self.limits.first { limit in
            EditDistance.between(Array(word), Array(limit.filter(\.isLetter)), atMost: 2) != nil
        }
    }
}
