public import Bitrix24
public import JSON

/// What a client may do: methods by what they do to the portal, how many writes, which files. What is not named is not
/// allowed.
public struct Capabilities: Sendable, Equatable {
    private var methods: [MethodKind: [MethodGlob]] = [:]
    /// `nil` for any number.
    public var maxWrites: Int?
    /// Files, and folders for everything in them.
    public var files: [String] = []

    /// Nothing.
    public init() {}

    /// What a script declares.
    public init(_ needs: [Need]) {
        for need in needs {
            switch need.subject {
            case .methods(let kind, let globs): self[kind] += globs
            case .files(let paths): files += paths
            case .maxWrites(let count): maxWrites = count
            case .scopes, .admin: break
            }
        }
    }

    /// The methods of one kind.
    public subscript(kind: MethodKind) -> [MethodGlob] {
        get { methods[kind] ?? [] }
        set { methods[kind] = newValue }
    }

    /// Whether anything on a portal may be changed.
    public var canWrite: Bool { !self[.write].isEmpty || !self[.delete].isEmpty }

    /// Whether a method may be called.
    func allow(_ method: String, _ kind: MethodKind) -> Bool { self[kind].match(method) }
}

extension Capabilities {
    /// What somebody needs beyond what others have allowed.
    public struct Difference: Sendable, Equatable {
        /// The needs that are new, each with what is new of it alone.
        public var needs: [Need] = []
        /// There was a limit of writes, and now there is none.
        public var dropsLimit = false

        /// Nothing is new.
        public var isEmpty: Bool { needs.isEmpty && !dropsLimit }
    }

    /// What of some needs goes beyond these capabilities.
    public func difference(to needs: [Need]) -> Difference {
        var difference = Difference()
        for need in needs {
            var need = need
            switch need.subject {
            case .methods(let kind, let globs):
                let new = self[kind].uncovered(of: globs)
                if new.isEmpty { continue }
                need.subject = .methods(kind, new)
            case .files(let paths):
                let new = paths.filter { !files.contains($0) }
                if new.isEmpty { continue }
                need.subject = .files(new)
            case .maxWrites(let count):
                guard let maxWrites, count > maxWrites else { continue }
            case .scopes, .admin: continue
            }
            difference.needs.append(need)
        }
        difference.dropsLimit = maxWrites != nil && Capabilities(needs).maxWrites == nil
        return difference
    }

    /// For the record; the order in which a script names things does not matter.
    public var json: JSONObject {
        var object = JSONObject()
        for kind in MethodKind.allCases { object[kind.rawValue] = Self.array(self[kind].map(\.text)) }
        object["files"] = Self.array(files)
        object["max_writes"] = maxWrites.map { .integer(Int64($0)) } ?? .null
        return object
    }

    /// What a record says; `nil` when it is none.
    public init?(_ json: JSONObject) {
        self.init()
        for kind in MethodKind.allCases {
            guard let texts = Self.texts(json[kind.rawValue]) else { return nil }
            let globs = texts.compactMap(MethodGlob.init)
            guard globs.count == texts.count else { return nil }
            self[kind] = globs
        }
        guard let files = Self.texts(json["files"]) else { return nil }
        self.files = files
        switch json["max_writes"] {
        case .integer(let count)?: maxWrites = Int(count)
        case .null?: break
        default: return nil
        }
    }

    /// Tells one set from another.
    public var hash: ContentHash { ContentHash(JSONWriter.bytes(.object(json))) }

    private static func array(_ texts: [String]) -> JSONValue { .array(Set(texts).sorted().map(JSONValue.string)) }

    private static func texts(_ value: JSONValue?) -> [String]? {
        guard case .array(let elements)? = value else { return nil }
        let texts = elements.compactMap(\.stringValue)
        return texts.count == elements.count ? texts : nil
    }
}
