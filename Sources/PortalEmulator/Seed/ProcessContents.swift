import JSON
import Localization

/// What the demo puts into one SPA: custom fields, stages beyond the usual five, elements.
protocol ProcessContents {
    static var process: WorkplaceSeed.Process { get }
    static var fields: [SeedField] { get }
    static var stages: [SeedStage] { get }
    /// One element per title.
    static var titles: [LocalizedText] { get }
    /// Who is responsible, in turn.
    static var people: [Int] { get }
    /// Values beyond the usual ones: system values by name, custom ones by the tail of their code.
    static func values(_ index: Int, _ seed: SeedContext) -> SeedValues
}

/// A custom field of the demo.
struct SeedField {
    /// What follows `UF_CRM_{id}_`.
    let code: String
    let type: FieldType
    let label: LocalizedText
    var isMandatory = false
    var isMultiple = false
    /// Of an `enumeration`; the first one is the default.
    var options: [LocalizedText] = []
}

/// A stage that the demo adds to a funnel.
struct SeedStage {
    let funnel: Int
    let code: String
    let name: LocalizedText
    let sort: Int
    let color: String
    var semantics: StageSemantics?
}

/// The values of one element of the demo.
struct SeedValues {
    var system: [String: JSONValue] = [:]
    var custom: [String: SeedValue] = [:]
}

/// The value of a custom field of the demo.
enum SeedValue {
    case value(JSONValue)
    /// Choices of an `enumeration`, by position.
    case option(Int)
    case options([Int])
    /// Days from the day of the seeding.
    case day(Int)
    /// An amount in the currency of the portal.
    case money(Int)
}

extension ProcessContents {
    static var stages: [SeedStage] { [] }
}
