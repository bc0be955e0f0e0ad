public import Bitrix24
public import JSON
public import Localization

/// A write that a dry run did not send.
public struct PlannedWrite: Sendable {
    /// What would have been sent.
    public var command: Command
    /// Whether it writes or destroys.
    public var effect: MethodCatalogue.Effect
    /// The script line that made it: `team/leave.lua:41`.
    public var position: String?
    /// The library whose code made it; `nil` for the script itself.
    public var library: LibraryMark?
    /// What it is about.
    public var object: PlannedObject
    /// The fields that it would change; see ``ScriptSession/explained(_:)``.
    public var changes: [PlannedChange] = []
    /// What it would move or delete along with it.
    public var along: [PlannedEffect] = []
    /// What can't be known.
    public var unknown: [LocalizedText] = []

    /// What the plan had of the object before, when it exists in the plan only.
    var draft: JSONObject?

    /// A planned write.
    public init(
        command: Command, effect: MethodCatalogue.Effect, position: String?, object: PlannedObject = PlannedObject()
    ) {
        self.command = command
        self.effect = effect
        self.position = position
        self.object = object
    }
}

extension PlannedWrite {
    /// A value as it may be shown and kept: without credentials, long texts (files) cut.
    public static func kept(_ value: JSONValue) -> JSONValue { JournalText.kept(value) }
}

/// The object of a planned write.
public struct PlannedObject: Sendable, Hashable {
    /// The family of its methods: `crm.type`.
    public var family = ""
    /// The SPA, where ids belong to one.
    public var entityTypeID: String?
    /// Negative for what is only planned.
    public var id: String?
    /// Its title, as it is now; `nil` when it is not known.
    public var name: String?

    /// An object of which nothing is known.
    public init() {}

    /// Whether it exists in the plan only.
    public var isPlanned: Bool { id?.hasPrefix("-") ?? false }

    /// Two are the same whatever they are called.
    public static func == (left: PlannedObject, right: PlannedObject) -> Bool {
        (left.family, left.entityTypeID, left.id) == (right.family, right.entityTypeID, right.id)
    }

    /// See `==`.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(family)
        hasher.combine(entityTypeID)
        hasher.combine(id)
    }
}

/// A field before and after a planned write.
public struct PlannedChange: Sendable, Equatable {
    /// Its name.
    public var field: String
    /// `nil` when there is none yet, or when the portal does not tell.
    public var before: JSONValue?
    /// What it would be.
    public var after: JSONValue

    /// A change.
    public init(field: String, before: JSONValue?, after: JSONValue) {
        self.field = field
        self.before = before
        self.after = after
    }
}

/// Something that happens along with a planned write.
public struct PlannedEffect: Sendable, Equatable {
    /// In a word: `items`, `moves`, `link`.
    public var kind: String
    /// How many things it concerns.
    public var count: Int
    /// In words.
    public var text: LocalizedText

    /// An effect.
    public init(kind: String, count: Int, text: LocalizedText) {
        self.kind = kind
        self.count = count
        self.text = text
    }
}
