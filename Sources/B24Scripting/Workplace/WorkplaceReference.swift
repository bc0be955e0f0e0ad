import Bitrix24
import LuaRuntime

/// The ways in which a script names a workplace: its id, a workplace that it got before, or a title.
enum WorkplaceReference: Sendable, Hashable {
    case id(Int64)
    case title(String)

    /// - Parameter path: the argument's name for messages.
    init(_ value: LuaValue, path: String) throws {
        if case .table(let table) = value, table["entityTypeId"] != nil {
            // A smart process has an id, too, from another space of numbers.
            throw ModuleError(.invalidArgument, DomainTexts.notAWorkplace(path, "b24.SPAType"))
        }
        if let id = value.wholeNumber {
            self = .id(id)
        } else if case .string(let title) = value {
            self = .title(title)
        } else if case .table(let table) = value, let id = table["id"]?.wholeNumber {
            self = .id(id)
        } else if case .table(let table) = value, case .string(let title)? = table["title"] {
            self = .title(title)
        } else {
            throw ModuleError(.invalidArgument, DomainTexts.notAWorkplace(path, value.typeName))
        }
    }

    static let parameterType = HostFunction.ParameterType.oneOf([
        // Text first: a title may consist of digits, and an integer parameter takes those.
        .string, .integer, .table,
    ])
}
