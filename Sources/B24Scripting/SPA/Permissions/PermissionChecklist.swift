import Localization

/// A permission wish as numbered steps for a person in the portal's own pages: for what REST cannot do.
struct PermissionChecklist: Sendable {
    enum Format: String { case text, markdown }

    var spaTitle: String
    var spec: PermissionSpec
    /// Title of the workplace that the smart process is (or will be) in; `nil` for CRM.
    var workplaceTitle: String?
    /// People's names for access codes: `D5` -> `Sales`.
    var audienceNames: [String: String]

    /// The checklist; steps are numbered over all sections.
    func render(_ format: Format, _ language: Language) -> String {
        var lines = [heading(DomainTexts.checklistTitle(spaTitle)[language], level: 1, format), ""]
        lines.append(DomainTexts.checklistIntroduction[language])
        var number = 0
        for section in sections() {
            lines += ["", heading(section.title[language], level: 2, format), ""]
            for step in section.steps {
                number += 1
                lines.append("\(number). " + (format == .markdown ? "[ ] " : "") + step[language])
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private struct Section {
        var title: LocalizedText
        var steps: [LocalizedText]
    }

    private func sections() -> [Section] {
        var sections: [Section] = []
        var settings: [LocalizedText] = []
        if let open = spec.openNewFunnels { settings.append(DomainTexts.stepOpenNewFunnels(spaTitle, open)) }
        if let observers = spec.observersEnabled { settings.append(DomainTexts.stepObservers(spaTitle, observers)) }
        switch spec.home {
        case .crm?: settings.append(DomainTexts.stepBackToCRM(spaTitle))
        case .workplace?: settings.append(DomainTexts.stepIntoWorkplace(spaTitle, workplaceTitle ?? ""))
        case nil: break
        }
        if !settings.isEmpty {
            sections.append(Section(title: DomainTexts.sectionSettings, steps: settings))
        }
        if !spec.grants.isEmpty {
            sections.append(Section(title: DomainTexts.sectionOpen, steps: opening()))
            for (code, grants) in byAudience() {
                var steps = [DomainTexts.stepRole(audience(code))]
                steps += grants.map { DomainTexts.stepGrant($0, spaTitle) }
                sections.append(Section(title: DomainTexts.sectionAudience(audience(code)), steps: steps))
            }
            sections.append(
                Section(title: DomainTexts.sectionFinish, steps: [DomainTexts.stepSave, DomainTexts.stepCheck]))
        }
        return sections
    }

    private func opening() -> [LocalizedText] {
        [
            workplaceTitle.map { DomainTexts.stepOpenWorkplacePermissions($0) } ?? DomainTexts.stepOpenCRMPermissions,
            DomainTexts.stepFindSPA(spaTitle),
        ]
    }

    /// Grants of one audience together, in the order in which they were first named.
    private func byAudience() -> [(AccessCode, [Grant])] {
        var order: [AccessCode] = []
        var groups: [AccessCode: [Grant]] = [:]
        for grant in spec.grants {
            if groups[grant.code] == nil { order.append(grant.code) }
            groups[grant.code, default: []].append(grant)
        }
        return order.map { ($0, groups[$0] ?? []) }
    }

    private func audience(_ code: AccessCode) -> LocalizedText {
        DomainTexts.audience(code, name: audienceNames[code.text])
    }

    private func heading(_ text: String, level: Int, _ format: Format) -> String {
        format == .markdown ? String(repeating: "#", count: level) + " " + text : text
    }
}
