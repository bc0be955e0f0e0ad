import Bitrix24
import JSON
import LuaRuntime
import Permissions

/// One line of a permission wish: who may do what, how widely, and where in the smart process.
struct GrantWish: Sendable, Hashable {
    let grant: Grant
    /// A funnel's name or id; `nil` means the whole smart process.
    let funnel: String?
    /// A stage's id, or its code beside a funnel: who may move items into it.
    let stage: String?

    static let names = ["code", "action", "level", "funnel", "stage"]

    /// - Parameter index: the place in `grants`, from 1, for messages.
    init(_ value: LuaValue, index: Int, function: String) throws {
        let path = "grants[\(index)]"
        guard case .table(let table) = value, table.array.isEmpty else {
            throw ModuleError(.invalidArgument, DomainTexts.wrongGrant(path, function, value.typeName))
        }
        for field in table.fields where !Self.names.contains(field.key.text) {
            throw ModuleError(.invalidArgument, Texts.unknownOption(field.key.text, "\(function), \(path)", Self.names))
        }
        guard case .string(let code)? = table["code"] else {
            throw ModuleError(.invalidArgument, DomainTexts.grantNeeds(path, "code", function, "\"D5\""))
        }
        grant = Grant(
            code: try AccessCode.read(code), action: try Self.choice(table["action"], path, "action", function),
            level: try Self.choice(table["level"], path, "level", function))
        funnel = try Self.name(table["funnel"], path, "funnel", function)
        stage = try Self.name(table["stage"], path, "stage", function)
        if stage != nil, grant.action != .update {
            throw ModuleError(.invalidArgument, DomainTexts.stageWishIsUpdate(path, function))
        }
    }

    private static func name(_ value: LuaValue?, _ path: String, _ name: String, _ function: String) throws -> String? {
        switch value {
        case nil, .nil?, .null?: return nil
        case .string(let text)?: return text
        case .integer(let id)?: return String(id)
        case let other?:
            throw ModuleError(
                .invalidArgument,
                Texts.wrongOption(name, "\(function), \(path)", "string | integer", other.typeName))
        }
    }

    private static func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ value: LuaValue?, _ path: String, _ name: String, _ function: String
    ) throws -> Choice {
        if case .string(let text)? = value, let choice = Choice(rawValue: text) { return choice }
        throw ModuleError(
            .invalidArgument,
            DomainTexts.grantNeeds(
                path, name, function, Choice.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: " | ")))
    }
}

extension Funnels {
    /// The object that a wish is about.
    ///
    /// - Throws: ``ModuleError`` for a funnel that is not there.
    func object(of wish: GrantWish) async throws -> GrantObject {
        try await object(funnel: wish.funnel, stage: wish.stage)
    }

    /// The object that a funnel and a stage name: the smart process without both.
    func object(funnel: String?, stage: String?) async throws -> GrantObject {
        var category: Int64?
        if let funnel { category = try await id(Int64(funnel).map { .integer($0) } ?? .string(funnel)) }
        let entityTypeID = Int(type.entityTypeID)
        guard let stage else {
            return category.map { .funnel(entityTypeID: entityTypeID, categoryID: Int($0)) }
                ?? .spa(entityTypeID: entityTypeID)
        }
        let isWhole = stage.contains(":")
        if !isWhole, category == nil { category = try await id(.nil) }
        let object = GrantObject.stage(isWhole ? stage : "DT\(entityTypeID)_\(category ?? 0):\(stage)")
        guard object.entityTypeID == entityTypeID,
            category == nil || object.funnel?.categoryID == category.map({ Int($0) })
        else { throw ModuleError(.invalidArgument, DomainTexts.foreignStage(stage, type)) }
        return object
    }

    /// The grants that wishes mean, in their order.
    func placed(_ wishes: [GrantWish]) async throws -> [PlacedGrant] {
        var placed: [PlacedGrant] = []
        for wish in wishes { placed.append(PlacedGrant(wish.grant, on: try await object(of: wish))) }
        return placed
    }
}
