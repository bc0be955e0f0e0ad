/// What a configuration describes.
///
/// The target that this file opens is configuration as code without any portal: the model with its names, how it is
/// checked, written and compared, and what follows from a difference. It knows no Lua, no REST and no files.
public enum ObjectKind: String, Sendable, Hashable, CaseIterable {
    /// A digital workplace.
    case workplace
    /// A smart process.
    case spa
    /// A funnel of a smart process.
    case funnel
    /// A stage of a funnel.
    case stage
    /// A custom field of a smart process.
    case field

    /// What it is part of.
    public var parent: ObjectKind? {
        switch self {
        case .workplace, .spa: nil
        case .funnel, .field: .spa
        case .stage: .funnel
        }
    }

    /// Where a description lists them: `funnels` of a smart process.
    public var listKey: String { rawValue + "s" }

    /// The attribute that a portal knows it by. Without a word of its own it is the name in the description.
    public var naturalKey: String {
        switch self {
        case .workplace, .spa: "title"
        case .funnel: "name"
        case .stage, .field: "code"
        }
    }

    /// The kinds that are part of it, in the order in which they are described.
    public var parts: [ObjectKind] { Self.allCases.filter { $0.parent == self } }

    /// Whether those of one owner have an order.
    public var isOrdered: Bool { self == .funnel || self == .stage || self == .field }
}
