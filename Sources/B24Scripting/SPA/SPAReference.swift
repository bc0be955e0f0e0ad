import Bitrix24
import JSON
import LuaRuntime

/// The ways in which a script names a smart process.
enum SPAReference: Sendable, Hashable {
    /// A bare number or `{id = 13}`: always the type id.
    case id(Int64)
    /// `{entityTypeId = 156}`
    case entityTypeID(Int64)
    /// Text is always a title, `"13"` too.
    case title(String)
    /// A handle or a resolved type.
    case known(SPAType)

    /// Reads an argument.
    ///
    /// - Parameter path: its name for messages: `spa`, `typeIds[2]`.
    init(_ value: LuaValue, path: String) throws {
        switch value {
        case .integer(let number): self = .id(number)
        case .number(let number):
            guard let id = Int64(exactly: number) else { throw Self.refusal(value.typeName, path) }
            self = .id(id)
        case .string(let title): self = .title(title)
        case .object(let object):
            guard let handle = object as? SPAHandle else { throw Self.refusal(value.typeName, path) }
            self = .known(handle.type)
        case .table(let table):
            // A workplace has an id, too, from another space of numbers.
            guard table["typeIds"] == nil else { throw Self.refusal("b24.Workplace", path) }
            if let id = table["id"]?.wholeNumber {
                self = .id(id)
            } else if let entityTypeID = table["entityTypeId"]?.wholeNumber {
                self = .entityTypeID(entityTypeID)
            } else if case .string(let title)? = table["title"] {
                self = .title(title)
            } else {
                throw Self.refusal(value.typeName, path)
            }
        default: throw Self.refusal(value.typeName, path)
        }
    }

    /// Reads a list of references: `typeIds`.
    static func list(_ value: LuaValue, path: String) throws -> [SPAReference] {
        guard case .table(let table) = value, table.fields.isEmpty else {
            throw ModuleError(.invalidArgument, DomainTexts.notAReferenceList(path, value.typeName))
        }
        return try table.array.enumerated().map { try SPAReference($1, path: "\(path)[\($0 + 1)]") }
    }

    /// What a function that takes a smart process accepts.
    static let parameterType = HostFunction.ParameterType.oneOf([
        // Text first: a title may consist of digits, and an integer parameter takes those.
        .string, .integer, .table, .object(SPAHandle.luaTypeName),
    ])

    private static func refusal(_ given: String, _ path: String) -> ModuleError {
        ModuleError(.invalidArgument, DomainTexts.notAReference(path, given))
    }
}

extension LuaValue {
    /// The integer, when it is a number without fraction.
    var wholeNumber: Int64? {
        switch self {
        case .integer(let number): number
        case .number(let number): Int64(exactly: number)
        default: nil
        }
    }
}
