import Bitrix24
import JSON
import Localization
import Permissions

/// What several people may do with a smart process: an observation, each column under a credential of its own.
struct ProbeMatrix: Sendable {
    /// One row: what is tried.
    enum Check: Sendable, Equatable {
        case spa, fields, settings, workplaces, funnels
        case funnel(Int64, name: String)
        /// How many items of a funnel there are for somebody.
        case items(Int64, name: String)
        case item(Int64)
    }

    let type: SPAType
    let profiles: [String]
    let checks: [Check]
    /// By profile, then by check.
    let readings: [[JSONValue]]

    /// The rows as scripts see them.
    var rows: [JSONObject] {
        checks.enumerated().map { index, check in
            var row: JSONObject = [
                "spa": .string(type.title), "object": .string(object(check)), "title": .string(title(check)),
                "check": .string(Self.word(check)),
            ]
            for (profile, column) in zip(profiles, readings) { row[profile] = column[index] }
            return row
        }
    }

    /// Matrices of the same profiles as one table, on a page as a heat table.
    static func report(_ matrices: [ProbeMatrix]) -> Report {
        let profiles = matrices.first?.profiles ?? []
        return Report(
            title: DomainTexts.probeTitle(matrices.map(\.type.title).joined(separator: ", ")),
            note: DomainTexts.probeNote,
            columns: [
                ("spa", DomainTexts.columnSPA), ("object", DomainTexts.columnObject),
                ("title", DomainTexts.columnTitle), ("check", DomainTexts.columnCheck),
            ] + profiles.map { ($0, LocalizedText($0, ru: $0)) }, rows: matrices.flatMap(\.rows)
        ) { key, row in
            guard profiles.contains(key), let value = row[key] else { return Report.Look() }
            if let count = value.numberValue {
                let most = profiles.compactMap { row[$0]?.numberValue }.max() ?? 0
                return Report.Look(name: "count", share: most > 0 ? count / most : nil)
            }
            return Report.Look(name: value == "yes" ? "yes" : value == "no" ? "no" : "other")
        }
    }

    /// Called as grants call it. Items are no objects of grants; their ids are those of one smart process, too.
    private func object(_ check: Check) -> String {
        let entityTypeID = Int(type.entityTypeID)
        return switch check {
        case .spa, .fields, .settings: GrantObject.spa(entityTypeID: entityTypeID).key
        case .workplaces: GrantObject.workplaces.key
        case .funnels: "funnels"
        case .funnel(let id, _), .items(let id, _):
            GrantObject.funnel(entityTypeID: entityTypeID, categoryID: Int(id)).key
        case .item(let id): "item:\(entityTypeID)/\(id)"
        }
    }

    private func title(_ check: Check) -> String {
        switch check {
        case .spa, .fields, .settings: type.title
        case .funnel(_, let name), .items(_, let name): name
        case .workplaces, .funnels, .item: ""
        }
    }

    private static func word(_ check: Check) -> String {
        switch check {
        case .spa, .funnel, .item: "read"
        case .fields: "fields"
        case .settings: "settings"
        case .workplaces, .funnels: "list"
        case .items: "items"
        }
    }
}
