import Localization
public import LuaRuntime

/// What only a person at a prompt has: `it`, `tutorial`. Scripts do not.
enum PromptFamily: FunctionFamily {
    static func functions(_ context: ModuleContext) -> [HostFunction] {
        [
            HostFunction(
                "tutorial",
                parameters: [
                    .init(
                        "step", .integer, optional: true,
                        .init(
                            "1 to \(Tutorial.steps.count); the next one.",
                            ru: "От 1 до \(Tutorial.steps.count); следующий."))
                ],
                doc: .init(
                    """
                    A tour in \(Tutorial.steps.count) short steps.

                    Each call shows the next step, with lines to type. It is meant for the demo portal (b24 -p demo).
                    """,
                    ru: """
                        Знакомство с b24: \(Tutorial.steps.count) коротких шагов.

                        Каждый вызов показывает следующий шаг и строки, которые нужно ввести. Рассчитано на учебный \
                        портал (b24 -p demo).
                        """),
                example: "tutorial()\ntutorial(3)",
                body: .lua(
                    """
                    local host = ...
                    local at = 0
                    return function(step)
                      at = host.tutorial_step(step or at + 1)
                    end
                    """))
        ]
    }

    static func privateFunctions(_ context: ModuleContext) -> [HostFunction] {
        [
            HostFunction(
                "tutorial_step", parameters: [.init("step", .integer, .init("Its number.", ru: "Его номер."))],
                results: [.init("step", "integer", .init("Its number.", ru: "Его номер."))],
                doc: .init("Shows a step.", ru: "Показывает шаг."),
                body: .sync { call in
                    guard case .integer(let wanted) = call.arguments[0] else { return [] }
                    // After the last step it begins again.
                    let number = Tutorial.steps.indices.contains(Int(clamping: wanted) - 1) ? Int(wanted) : 1
                    context.talker.output(Tutorial.text(number, context.language))
                    return [.integer(Int64(number))]
                })
        ]
    }

    static func values(_ context: ModuleContext) -> [ModuleValue] {
        [
            ModuleValue(
                "it", .object(NextPage.shared), type: NextPage.luaTypeName,
                .init(
                    "The next page of the list that was shown last: it().",
                    ru: "Следующая страница списка, показанного последним: it()."))
        ]
    }

    static var objects: [any LuaObject.Type] { [NextPage.self] }
}

/// `it` and what `it()` gives: to the prompt, which shows results, it means the next page.
public final class NextPage: LuaObject {
    /// `b24.it`
    public static let luaTypeName = "b24.it"

    static let shared = NextPage()

    private init() {}

    /// `it()` is `it`.
    public static let luaMethods: [HostFunction] = [
        HostFunction(
            "__call", results: [.init("page", "b24.it", .init("The next page.", ru: "Следующая страница."))],
            doc: .init(
                "Shows the next page of the list that was shown last.",
                ru: "Показывает следующую страницу списка, показанного последним."),
            body: .sync { _ in [.object(NextPage.shared)] })
    ]

    /// None.
    public let luaFieldNames: [String] = []
    /// None.
    public func luaField(_ name: String) -> LuaValue? { nil }
    /// `it`
    public var luaDescription: String { "it" }
}
