import JSON

/// A place in a description.
public struct FilePlace: Sendable, Hashable, CustomStringConvertible {
    /// The file.
    public let file: String
    /// Counted from 1; `nil` where only the file is known.
    public let line: Int?
    /// In characters, counted from 1; `nil` where only the line is known.
    public let column: Int?

    /// A place.
    public init(file: String, line: Int?, column: Int? = nil) {
        self.file = file
        self.line = line
        self.column = column
    }

    /// `portal.lua:12`, `portal.json:12:5`
    public var description: String {
        [file, line.map(String.init), column.map(String.init)].compactMap(\.self).joined(separator: ":")
    }
}

/// An object as somebody has written it down, before anything is checked.
public struct WrittenObject: Sendable, Hashable {
    /// What it is.
    public var kind: ObjectKind
    /// Its name.
    public var name: String
    /// Names and values in their order.
    public var members: [Member]
    /// Where it stands.
    public var place: FilePlace

    /// One `name = value`.
    public struct Member: Sendable, Hashable {
        /// Its name.
        public var key: String
        /// Its value.
        public var value: WrittenValue
        /// Where it stands; `nil` for where the object does.
        public var place: FilePlace?

        /// A member.
        public init(_ key: String, _ value: WrittenValue, place: FilePlace? = nil) {
            self.key = key
            self.value = value
            self.place = place
        }
    }

    /// A draft.
    public init(_ kind: ObjectKind, _ name: String, _ members: [Member], place: FilePlace) {
        self.kind = kind
        self.name = name
        self.members = members
        self.place = place
    }
}

/// A value as somebody has written it down.
public indirect enum WrittenValue: Sendable, Hashable {
    /// Text, a number, a switch.
    case plain(JSONValue)
    /// `{ a, b }`
    case list([WrittenValue])
    /// `{ a = 1 }`, and `{ x, a = 1 }` with the first under the empty name.
    case record([WrittenObject.Member])
    /// `workplace "HR"`: another object by its name.
    case reference(ObjectKind, String)
    /// An object in the middle of another.
    case draft(WrittenObject)
    /// What cannot be written down: a function.
    case other(String)
}
