/// A JSON object that keeps its members in the order in which they were written.
///
/// Two objects are equal when they have equal members, in whatever order.
public struct JSONObject: Sendable {
    /// The members in order. A key occurs once.
    public private(set) var members: [Member] = []
    /// Positions by key, kept once a linear search would be slow.
    private var positions: [String: Int]?
    private static let indexedAbove = 16

    /// One `"key": value` of an object.
    public struct Member: Sendable, Hashable {
        /// The name.
        public var key: String
        /// What it names.
        public var value: JSONValue
    }

    /// An object without members.
    public init() {}

    /// An object with these members; of a repeated key the last value stays.
    public init(_ members: some Sequence<(String, JSONValue)>) {
        for (key, value) in members { self[key] = value }
    }

    /// The value of a key; setting `nil` removes it, setting a new key appends it.
    public subscript(key: String) -> JSONValue? {
        get { position(of: key).map { members[$0].value } }
        set {
            switch (position(of: key), newValue) {
            case (let index?, let value?):
                members[index].value = value
            case (let index?, nil):
                members.remove(at: index)
                positions = nil
                indexIfLarge()
            case (nil, let value?):
                members.append(Member(key: key, value: value))
                positions?[key] = members.count - 1
                indexIfLarge()
            case (nil, nil): break
            }
        }
    }

    /// Whether there are no members.
    public var isEmpty: Bool { members.isEmpty }

    /// How many members there are.
    public var count: Int { members.count }

    /// The keys in order.
    public var keys: [String] { members.map(\.key) }

    private func position(of key: String) -> Int? {
        if let positions { return positions[key] }
        return members.firstIndex { $0.key == key }
    }

    private mutating func indexIfLarge() {
        guard positions == nil, members.count > Self.indexedAbove else { return }
        positions = Dictionary(uniqueKeysWithValues: members.enumerated().map { ($0.element.key, $0.offset) })
    }
}

extension JSONObject: Hashable {
    /// Equal members, in whatever order.
    public static func == (left: JSONObject, right: JSONObject) -> Bool {
        left.members.count == right.members.count && left.members.allSatisfy { right[$0.key] == $0.value }
    }

    /// Hashes the members without regard to their order.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(members.reduce(into: 0) { $0 ^= $1.hashValue })
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// An object from a literal: `["id": 13, "fields": ["title": "HR"]]`.
    public init(dictionaryLiteral elements: (String, JSONValue)...) { self.init(elements) }
}

extension JSONObject: Sequence {
    /// The members in order.
    public func makeIterator() -> IndexingIterator<[Member]> { members.makeIterator() }
}
