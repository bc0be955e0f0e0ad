import B24Scripting
import JSON
import Localization
import PortalConfiguration

/// What is different, and what is to be done about it, for people and for programs.
struct ChangeView {
    private let language: Language
    private let style: Style
    /// Longer values are cut.
    private static let longest = 80

    init(_ language: Language, _ style: Style) {
        self.language = language
        self.style = style
    }

    // MARK: Plan

    /// The steps, numbered, and what they change.
    func plan(_ plan: ChangePlan) -> [String] {
        var lines: [String] = []
        for (index, step) in plan.steps.enumerated() {
            var head = "  \(index + 1). \(mark(step)) \(step.address)"
            if step.isAutomatic { head += style.dim("  " + Texts.madeAlong[language]) }
            lines.append(head)
            lines += step.changes.map { "         " + change($0, step) }
            lines += step.lostOptions.map { "         " + style.red("- " + Texts.lostOption($0)[language]) }
        }
        for (index, step) in plan.manual.enumerated() {
            if index == 0 { lines.append(style.bold(Texts.manualSteps(plan.manual.count)[language])) }
            lines.append("  M\(index + 1). " + step.text[language])
        }
        for address in topAdopted(plan) { lines.append(style.dim("  = " + Texts.adopts(address)[language])) }
        if !plan.undescribed.isEmpty { lines.append(style.dim(Texts.undescribed(plan.undescribed.count)[language])) }
        return lines
    }

    private func topAdopted(_ plan: ChangePlan) -> [Address] { plan.adopted.filter { $0.parent == nil } }

    private func mark(_ step: PlanStep) -> String {
        let word = Texts.stepWord(step.action)[language]
        return switch step.action {
        case .create: style.green("+ " + word)
        case .change: style.yellow("~ " + word)
        case .move: style.yellow("> " + word)
        case .delete: style.red("- " + word)
        }
    }

    private func change(_ change: PlanStep.Change, _ step: PlanStep) -> String {
        let before = change.before.map { value($0, change.name, step) + " -> " } ?? ""
        let elements = step.elements > 0 ? " (" + Texts.elementsOtherwise(step.elements)[language] + ")" : ""
        return "\(change.name): \(before)\(value(change.after, change.name, step))\(elements)"
    }

    private func value(_ value: JSONValue, _ name: String, _ step: PlanStep) -> String {
        TextWidth.fit(LuaWriter.text(value, of: name, step.address.kind), Self.longest)
    }

    // MARK: Differences

    /// One line for each thing that is different.
    ///
    /// - Parameter unknown: what is said of things that the portal alone has.
    func differences(_ plan: ChangePlan, unknown: LocalizedText = Texts.notDescribed) -> [String] {
        var lines: [String] = []
        for step in plan.steps {
            if step.action == .create {
                lines.append(style.green("+") + " \(step.address): " + Texts.notThere[language])
            } else if step.action == .delete {
                lines.append(style.red("-") + " \(step.address): " + Texts.notDescribed[language])
            } else {
                // What a new object gets later is part of its being new.
                if plan.steps.contains(where: { $0.action == .create && $0.address == step.address }) { continue }
                lines += step.changes.map { style.yellow("~") + " \(step.address): " + change($0, step) }
            }
        }
        lines += plan.manual.map { style.yellow("!") + " " + $0.text[language] }
        lines += plan.undescribed.map { style.cyan("?") + " \($0): " + unknown[language] }
        return lines
    }

    // MARK: Programs

    static func json(_ plan: ChangePlan, _ language: Language) -> JSONObject {
        func names(_ things: [some CustomStringConvertible]) -> JSONValue {
            .array(things.map { .string($0.description) })
        }
        return [
            "steps": .array(
                plan.steps.map { step in
                    var row = step.json.objectValue ?? [:]
                    row["object"] = .string(step.address.description)
                    return .object(row)
                }),
            "manual": .array(
                plan.manual.map { ["object": .string($0.address.description), "text": .string($0.text[language])] }),
            "adopted": names(plan.adopted), "undescribed": names(plan.undescribed),
        ]
    }
}
