import Localization
import Permissions

/// A permission wish as numbered steps for a person in the portal's own pages: for what REST cannot do.
struct PermissionChecklist: Sendable {
    enum Format: String { case text, markdown, html }

    var spaTitle: String
    var spec: PermissionSpec
    /// Title of the workplace that the smart process is (or will be) in; `nil` for CRM.
    var workplaceTitle: String?
    /// People's names for access codes: `D5` -> `Sales`.
    var audienceNames: [String: String]

    /// The checklist; steps are numbered over all sections.
    func render(_ format: Format, _ language: Language) -> String {
        let title = DomainTexts.checklistTitle(spaTitle)[language]
        if format == .html { return page(title, language) }
        var lines = [heading(title, level: 1, format), ""]
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

    /// To be printed and ticked off by hand.
    private func page(_ title: String, _ language: Language) -> String {
        var lines = ["<p>\(HTMLPage.escape(DomainTexts.checklistIntroduction[language]))</p>"]
        var number = 1
        for section in sections() {
            lines.append("<h2>\(HTMLPage.escape(section.title[language]))</h2>")
            lines.append("<ol start=\"\(number)\">")
            for step in section.steps {
                lines.append("<li><label><input type=\"checkbox\"> \(HTMLPage.escape(step[language]))</label></li>")
                number += 1
            }
            lines.append("</ol>")
        }
        return HTMLPage.page(title, body: lines.joined(separator: "\n"), language)
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
            for (code, wishes) in byAudience() {
                var steps = [DomainTexts.stepRole(audience(code))]
                steps += wishes.map { DomainTexts.stepGrant($0, spaTitle) }
                sections.append(Section(title: DomainTexts.sectionAudience(audience(code)), steps: steps))
            }
            sections.append(
                Section(title: DomainTexts.sectionFinish, steps: [DomainTexts.stepSave, DomainTexts.stepCheck]))
        }
        return sections
    }

    private func opening() -> [LocalizedText] {
        var steps = [
            workplaceTitle.map { DomainTexts.stepOpenWorkplacePermissions($0) } ?? DomainTexts.stepOpenCRMPermissions,
            DomainTexts.stepFindSPA(spaTitle),
        ]
        if spec.replacesGrants { steps.append(DomainTexts.stepTakeAway(spaTitle)) }
        return steps
    }

    /// Grants of one audience together, in the order in which they were first named.
    private func byAudience() -> [(AccessCode, [GrantWish])] {
        var order: [AccessCode] = []
        var groups: [AccessCode: [GrantWish]] = [:]
        for wish in spec.grants {
            if groups[wish.grant.code] == nil { order.append(wish.grant.code) }
            groups[wish.grant.code, default: []].append(wish)
        }
        return order.map { ($0, groups[$0] ?? []) }
    }

    private func audience(_ code: AccessCode) -> LocalizedText {
        code.title(name: audienceNames[code.text])
    }

    private func heading(_ text: String, level: Int, _ format: Format) -> String {
        format == .markdown ? String(repeating: "#", count: level) + " " + text : text
    }
}
