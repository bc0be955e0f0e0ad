public import Localization
import LuaRuntime

/// `portal.lua`: what one portal has, as classes and literals. Titles are people's own words: they stand in comments and in
/// quotes only, and whatever needs a name gets it from ids.
public struct PortalTypes: Sendable {
    /// The type of a smart process's title.
    static let titles = "b24.portal.Title"

    private let survey: PortalSurvey
    private let name: String
    private let language: Language

    /// The types of one portal.
    ///
    /// - Parameters:
    ///   - survey: what the portal has.
    ///   - name: of the portal.
    ///   - language: of the texts.
    public init(_ survey: PortalSurvey, name: String, language: Language) {
        (self.survey, self.name, self.language) = (survey, name, language)
    }

    /// The file.
    public var file: TypeFile {
        var lines = TypeFiles.head("_", language) + ["-- " + StubText.oneLine(TypeTexts.portal(name)[language]), ""]
        let processes = survey.entities.filter { $0.typeID != nil }
        lines += literals(
            Self.titles, TypeTexts.titles[language],
            processes.map { (StubText.quoted($0.title), "entityTypeId \($0.entityTypeID), id \($0.typeID ?? "")") })
        lines += numbers(
            "b24.portal.EntityTypeId", TypeTexts.entityTypes[language],
            processes.map { .init(id: $0.entityTypeID, name: $0.title) })
        lines += numbers("b24.portal.WorkplaceId", TypeTexts.workplaces[language], survey.workplaces)
        lines += handles(processes)
        for entity in survey.entities { lines += classes(of: entity) }
        return TypeFiles.file(TypeFiles.portalPath, lines)
    }

    /// `b24.spa "Leave"` is a handle whose items have the fields of this smart process.
    private func handles(_ processes: [PortalSurvey.Entity]) -> [String] {
        var titles: [String: Int] = [:]
        for process in processes { titles[process.title, default: 0] += 1 }
        // A title that several have is an error.
        return processes.filter { titles[$0.title] == 1 && !$0.title.isEmpty }.flatMap { process in
            [
                "---@param spa \(StubText.quoted(process.title))", "---@return \(prefix(process)) spa",
                "function b24.spa(spa) end", "",
            ]
        }
    }

    /// `b24.portal.spa1032`, `b24.portal.deal`
    private func prefix(_ entity: PortalSurvey.Entity) -> String {
        "b24.portal." + (entity.word ?? "spa" + entity.entityTypeID.filter { $0.isASCII && $0.isNumber })
    }

    private func classes(of entity: PortalSurvey.Entity) -> [String] {
        let prefix = prefix(entity)
        let title = StubText.oneLine(entity.title)
        var lines: [String] = []
        lines += literals(
            prefix + ".Stage", TypeTexts.stages(title)[language],
            entity.stages.map { (StubText.quoted($0.id), $0.name) }, or: "string")
        lines += numbers(prefix + ".Funnel", TypeTexts.funnels(title)[language], entity.funnels)
        for field in entity.fields where !field.choices.isEmpty {
            lines += numbers(
                choices(field, prefix), TypeTexts.values(StubText.oneLine(field.title))[language], field.choices)
        }
        let fields = entity.fields.map { field in
            StubClass.Field(field.name, type(of: field, entity), optional: true, field.title)
        }
        // Where the portal has told all fields, an editor can tell which are not.
        lines +=
            StubClass(
                prefix + ".item", parent: fields.isEmpty ? "b24.Item" : nil, doc: TypeTexts.item(title)[language],
                fields: fields
            ).lines
        lines.append("")
        let writable = zip(entity.fields, fields).filter { !$0.0.isReadOnly }.map { field, line in
            // The portal calls fields of its own required that it fills itself.
            let isNeeded = field.isRequired && field.name.lowercased().hasPrefix("uf")
            return StubClass.Field(line.name, line.type, optional: !isNeeded, line.doc)
        }
        lines +=
            StubClass(
                prefix + ".fields", doc: TypeTexts.fields(title)[language],
                fields: writable + [StubClass.Field(anyName: "any")]
            ).lines
        lines.append("")
        guard entity.typeID != nil else { return lines }
        lines += items(prefix) + [""]
        return lines
            + StubClass(
                prefix, parent: SPAHandle.luaTypeName, doc: title,
                fields: [
                    .init("entityTypeId", entity.entityTypeID), .init("items", prefix + ".items"),
                ]
            ).lines + [""]
    }

    /// `spa.items`, whose functions take and give what this smart process has.
    private func items(_ prefix: String) -> [String] {
        var own = StubClass(prefix + ".items", parent: SPAItems.luaTypeName)
        for method in SPAItems.luaMethods where method.results.contains(where: { $0.type.contains("b24.Item") }) {
            let parameters = method.parameters.map { parameter in
                // A change of some fields need not have all that a new item needs.
                let isNew = parameter.name == "fields" && method.name == "add"
                let type = isNew ? prefix + ".fields" : parameter.type.annotation
                return ", \(parameter.name)\(parameter.isOptional ? "?" : ""): \(type)"
            }
            let results = method.results.map { $0.type.replacing("b24.Item", with: prefix + ".item") }
            own.fields.append(
                .init(
                    method.name,
                    "fun(self: \(prefix).items\(parameters.joined())): \(results.joined(separator: ", "))",
                    method.doc[language].firstLine))
        }
        return own.lines
    }

    // MARK: Types of fields

    private func choices(_ field: ItemField, _ prefix: String) -> String {
        let name = field.name.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
        return prefix + "." + name
    }

    private func type(of field: ItemField, _ entity: PortalSurvey.Entity) -> String {
        let one = oneType(of: field, entity)
        guard field.isMultiple, one != "any" else { return one }
        return one.contains("|") ? "(\(one))[]" : one + "[]"
    }

    /// -> api-reference/crm/data-types.md
    private func oneType(of field: ItemField, _ entity: PortalSurvey.Entity) -> String {
        let prefix = prefix(entity)
        if field.name == "stageId", !entity.stages.isEmpty { return prefix + ".Stage" }
        if field.name == "categoryId", !entity.funnels.isEmpty { return prefix + ".Funnel" }
        switch field.type {
        case "string", "text", "url", "address", "money", "date", "datetime", "crm_status", "crm_currency", "char":
            return "string"
        case "integer", "user", "employee", "crm_company", "crm_contact", "crm_lead", "crm_deal", "crm_quote",
            "crm_category":
            return "integer"
        case "enumeration": return field.choices.isEmpty ? "integer" : choices(field, prefix)
        case "double": return "number"
        case "boolean": return "b24.Switch"
        default: return "any"
        }
    }

    // MARK: Literals

    private func literals(
        _ alias: String, _ doc: String, _ values: [(literal: String, comment: String)], or other: String? = nil
    ) -> [String] {
        guard !values.isEmpty else { return [] }
        return StubText.comment(doc) + ["---@alias \(alias)"]
            + values.map { "---| \($0.literal)" + ($0.comment.isEmpty ? "" : " # \(StubText.oneLine($0.comment))") }
            + (other.map { ["---| \($0)"] } ?? []) + [""]
    }

    /// Ids that are numbers; what is none has no literal.
    private func numbers(_ alias: String, _ doc: String, _ values: [PortalNames.Named]) -> [String] {
        let lines = values.compactMap { value in Int64(value.id).map { (String($0), value.name) } }
        return literals(alias, doc, lines, or: "integer")
    }
}
