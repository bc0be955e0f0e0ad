public import Bitrix24
import JSON
public import Localization

/// What a portal has that scripts name: smart processes with their funnels, stages and fields, the user fields of CRM,
/// digital workplaces. Read whole, by the calls that completion uses.
public struct PortalSurvey: Sendable {
    /// A kind of CRM object.
    struct Entity: Sendable {
        var entityTypeID: String
        var title: String
        /// Of a smart process.
        var typeID: String?
        /// What every portal calls it: `deal`.
        var word: String?
        var funnels: [PortalNames.Named] = []
        var stages: [PortalNames.Named] = []
        var fields: [ItemField] = []
    }

    /// Something that the portal did not let this credential read.
    public struct Gap: Sendable {
        /// `fields: Deal`
        public var what: LocalizedText
        /// What it said.
        public var error: PortalError
    }

    var workplaces: [PortalNames.Named] = []
    var entities: [Entity] = []
    /// Nothing of it is in the file that is made of the survey.
    public private(set) var gaps: [Gap] = []

    init() {}

    /// Reads a portal.
    ///
    /// - Throws: what keeps all of it from being read: no connection, no access. What the portal refuses one by one is among
    ///   the ``gaps``.
    public init(_ session: ScriptSession, _ language: Language) async throws {
        var reader = PortalNamesReader(session: session)
        reader.mostRows = .max
        workplaces = try await unlessRefused(TypeTexts.unreadWorkplaces) {
            try await reader.names([.workplaces]).workplaces
        }
        entities = Library.entityTypes.map { Entity(entityTypeID: $0.id, title: $0.title[language], word: $0.word) }
        entities += try await unlessRefused(TypeTexts.unreadTypes) {
            try await reader.names([.types]).types.map {
                Entity(entityTypeID: $0.entityTypeID, title: $0.title, typeID: $0.id)
            }
        }
        let statuses = try await unlessRefused(TypeTexts.unreadStages) { try await reader.statuses() }
        for index in entities.indices {
            let (id, title) = (entities[index].entityTypeID, entities[index].title)
            entities[index].stages = PortalNamesReader.stages(id, statuses)
            entities[index].fields = try await unlessRefused(TypeTexts.unreadFields(title)) {
                try await reader.fields(id)
            }
            // Leads, contacts, companies and estimates of most portals have none.
            guard entities[index].typeID != nil || ["2", "31"].contains(id) else { continue }
            entities[index].funnels = try await unlessRefused(TypeTexts.unreadFunnels(title)) {
                try await reader.names([.funnels(id)]).funnels[id] ?? []
            }
        }
        entities.removeAll { $0.typeID == nil && $0.fields.isEmpty && $0.stages.isEmpty }
    }

    private mutating func unlessRefused<Element>(
        _ what: LocalizedText, _ read: () async throws -> [Element]
    ) async throws -> [Element] {
        do {
            return try await read()
        } catch let error as PortalError where error.code == "NOT_EMULATED" {
            // The local portal has no such objects.
            return []
        } catch let error as PortalError where error.isVerdict && error.kind != .insufficientScope {
            gaps.append(Gap(what: what, error: error))
            return []
        }
    }
}
