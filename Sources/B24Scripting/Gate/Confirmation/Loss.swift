import Localization

/// What a write takes away, as far as the portal tells: the object, and what goes along with it.
struct Loss: Sendable, Equatable {
    /// Things that go along.
    struct Along: Sendable, Equatable {
        /// For programs: `items`, `funnels`.
        var kind: String
        var count: Int
        /// `1,284 items`
        var text: LocalizedText
    }

    /// Who has agreed to one has agreed to all with this key: deletions of items of one SPA, say.
    var key: String
    /// What is done: "Delete SPA 'Leave' (13)".
    var act: LocalizedText
    /// What an administrator calls the object; typed to confirm a great loss.
    var name: String?
    var along: [Along] = []
    /// What the portal does not tell.
    var unknown: [LocalizedText] = []
    /// Whether the answer covers other things of the same kind.
    var coversKind = false

    /// How many things go along.
    var weight: Int { along.reduce(0) { $0 + $1.count } }
}
