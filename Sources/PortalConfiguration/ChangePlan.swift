import JSON
import Localization
import LuaSyntax

/// One thing that an apply does.
public struct PlanStep: Sendable, Hashable {
    /// What is done.
    public enum Action: String, Sendable, Hashable { case create, change, move, delete }

    /// An attribute before and after.
    public struct Change: Sendable, Hashable {
        /// Its name; `sort` for the place among siblings.
        public let name: String
        /// `nil` for what is not there yet.
        public let before: JSONValue?
        /// What it becomes.
        public let after: JSONValue
    }

    /// What is done.
    public let action: Action
    /// To what.
    public let address: Address
    /// With what of it.
    public let part: Attribute.Part
    /// What the portal calls it; `nil` before it exists.
    public let id: String?
    /// What changes, in the order of the attributes.
    public let changes: [Change]
    /// The portal has put it there by itself, into something that was just made.
    public let isAutomatic: Bool
    /// How many elements it changes.
    public let elements: Int

    init(
        _ action: Action, _ address: Address, _ part: Attribute.Part, id: String? = nil,
        _ changes: [Change] = [], automatic: Bool = false, elements: Int = 0
    ) {
        self.action = action
        self.address = address
        self.part = part
        self.id = id
        self.changes = changes
        isAutomatic = automatic
        self.elements = elements
    }

    /// Choices of a field that it takes away.
    public var lostOptions: [String] {
        guard action == .change, let change = changes.first(where: { $0.name == "options" }) else { return [] }
        func values(_ list: JSONValue?) -> [String] { (list?.arrayValue ?? []).compactMap { $0["value"]?.stringValue } }
        let kept = Set(values(change.after))
        return values(change.before).filter { !kept.contains($0) }
    }

    /// The value that a step gives an attribute.
    public subscript(name: String) -> JSONValue? { changes.first { $0.name == name }?.after }

    /// Steps with lower numbers come first: what something hangs on before it, unbinding before deleting.
    public var phase: Int {
        switch (action, address.kind, part) {
        case (.delete, .stage, _): 20
        case (.delete, .field, _): 21
        case (.delete, .funnel, _): 22
        case (.delete, .spa, _): 23
        case (.delete, .workplace, _): 24
        case (_, _, .access): 15
        case (_, _, .grants): 16
        case (.create, .workplace, _): 0
        case (_, .workplace, _): 1
        case (.create, .spa, _): 2
        case (_, .spa, .home): 4
        case (_, .spa, .relations): 5
        case (_, .spa, _): 3
        case (.create, .funnel, _): 6
        case (_, .funnel, .card): 14
        case (_, .funnel, .position): 8
        case (_, .funnel, _): 7
        case (.create, .stage, _): 9
        case (_, .stage, _): 10
        case (.create, .field, _): 12
        case (_, .field, _): 13
        }
    }
}

/// What is to be done to make a portal as it is described.
public struct ChangePlan: Sendable {
    /// In the order in which they are done.
    public var steps: [PlanStep] = []
    /// What REST cannot do: for a person.
    public var manual: [ManualStep] = []
    /// What the portal has and nobody has described; it stays.
    public var undescribed: [Undescribed] = []
    /// What is on the portal under the described name and is taken over.
    public var adopted: [Address] = []

    /// Something that the portal has and nobody has described.
    public struct Undescribed: Sendable, Hashable, CustomStringConvertible {
        /// An object, or the field that a choice is of.
        public let address: Address
        /// A choice of the field.
        public let option: String?

        init(_ address: Address, option: String? = nil) {
            self.address = address
            self.option = option
        }

        /// `spa "Leave" / field "KIND" / option "Paid"`
        public var description: String {
            address.description + (option.map { " / option \(LuaLiteral.quote($0.utf8))" } ?? "")
        }
    }

    /// A plan of these steps.
    public init(_ steps: [PlanStep] = []) { self.steps = steps }

    /// A step for a person.
    public struct ManualStep: Sendable, Hashable {
        /// What it is about.
        public let address: Address
        /// What to do.
        public let text: LocalizedText
        /// What is done by it, when nobody can look whether it is: for ``NameBook/confirm(_:)``.
        public let grants: String?

        init(address: Address, text: LocalizedText, grants: String? = nil) {
            self.address = address
            self.text = text
            self.grants = grants
        }
    }

    /// Whether there is nothing to do.
    public var isEmpty: Bool { steps.isEmpty && manual.isEmpty }

    /// How many objects and choices are deleted that somebody has made.
    public var deletions: Int {
        steps.count { $0.action == .delete && !$0.isAutomatic } + steps.reduce(0) { $0 + $1.lostOptions.count }
    }

    /// How many elements are changed.
    public var elements: Int { steps.reduce(0) { $0 + $1.elements } }

    /// The steps of this plan that another one does not have: what it would do beyond that one.
    ///
    /// - Parameter made: objects that were made by that one; what happens inside them belongs to it.
    public func beyond(_ other: ChangePlan, made: Set<Address>) -> [PlanStep] {
        steps.filter { step in
            if !Set(step.address.lineage).isDisjoint(with: made) { return false }
            return !other.steps.contains { known in
                known.address == step.address && known.part == step.part && known.action == step.action
                    && (step.action == .create || step.changes.allSatisfy(known.changes.contains))
            }
        }
    }
}
