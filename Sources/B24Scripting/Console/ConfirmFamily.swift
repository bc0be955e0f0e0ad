import Localization
import Bitrix24
import LuaRuntime

/// `b24.confirm`.
enum ConfirmFamily: FunctionFamily {
    static func functions(_ context: ModuleContext) -> [HostFunction] {
        [
            HostFunction(
                "b24.confirm",
                parameters: [.init("text", .string, .init("The question.", ru: "Вопрос."))],
                results: [.init("yes", "boolean", .init("The answer.", ru: "Ответ."))],
                doc: .init(
                    """
                    Asks a yes/no question.

                    --yes answers yes, and so does a dry run, which changes nothing. Where nobody can be asked it \
                    raises policy_denied.
                    """,
                    ru: """
                        Задаёт вопрос, на который отвечают да или нет.

                        С --yes ответ всегда «да», при пробном запуске тоже: он ничего не меняет. Если спросить некого, \
                        прерывается ошибкой policy_denied.
                        """),
                example: "if not b24.confirm(\"Delete 12 items?\") then return end",
                body: .async { call in
                    if context.policy.assumeYes || context.policy.dryRun { return [.boolean(true)] }
                    guard case .string(let text) = call.arguments[0], !context.policy.noInput,
                        let answer = await context.console.ask(text)
                    else {
                        throw ModuleError(.policyDenied, Texts.nobodyToAsk, hint: Texts.useYes)
                    }
                    return [.boolean(answer)]
                })
        ]
    }
}
