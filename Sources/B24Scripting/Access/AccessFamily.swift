import JSON
import Localization
import LuaRuntime
import Permissions

/// `b24.access.*`: access codes, and who is behind them.
enum AccessFamily: FunctionFamily {
    static func functions(_ context: ModuleContext) -> [HostFunction] {
        [name(context), expand(context), can(context)]
    }

    private static let codesParameter = HostFunction.Parameter(
        "codes", .oneOf([.table, .string, .integer]),
        .init(
            """
            Access codes: U12 (user), D5 (department), DR5 (with sub-departments), SG7 (group), SG7_A|_E|_K (its owner, \
            moderators, members: owners are moderators too, and moderators members).
            """,
            ru:
                """
                Коды доступа: U12 (пользователь), D5 (отдел), DR5 (с подотделами), SG7 (группа), SG7_A|_E|_K (её \
                владелец, модераторы, участники: владелец — тоже модератор, модератор — тоже участник).
                """
        ))

    private static func name(_ context: ModuleContext) -> HostFunction {
        HostFunction(
            "b24.access.name", parameters: [codesParameter],
            results: [
                .init(
                    "names", "table",
                    .init("By code: {name, provider, provider_id}.", ru: "По коду: {name, provider, provider_id}."))
            ],
            effect: .read,
            doc: .init(
                """
                What codes mean.

                Codes that the portal does not know are left out; it knows U, G and AU for certain, others depend \
                on the portal.
                """,
                ru:
                    """
                    Что значат коды.

                    Неизвестных порталу кодов в ответе нет; U, G и AU он знает точно, остальные зависят от \
                    портала.
                    """
            ),
            example: "for code, who in pairs(b24.access.name { \"U1\", \"D5\" }) do print(code, who.name) end",
            source: "api-reference/common/system/access-name.md",
            body: .async { call in
                let codes = try AccessCode.texts(call.argument(0), path: "codes")
                // The portal answers an empty list with false.
                guard !codes.isEmpty else { return [.from([:] as JSONObject)] }
                let answer = try await Desk(context, call).ask(
                    "access.name", ["ACCESS": .array(codes.map(JSONValue.string))])
                return [.from(answer.objectValue ?? [:])]
            })
    }

    private static func expand(_ context: ModuleContext) -> HostFunction {
        HostFunction(
            "b24.access.expand", parameters: [codesParameter],
            results: [
                .init(
                    "ids", "integer[]",
                    .init(
                        "User ids in ascending order, each once.",
                        ru: "id пользователей по возрастанию, каждый один раз."))
            ],
            effect: .read,
            doc: .init(
                """
                The active people behind codes.

                Uses user.get, department.get and sonet_group.user.get. Codes for everyone (AU, UA, G2, *) and \
                roles in the structure name no list and are refused.
                """,
                ru:
                    """
                    Действующие сотрудники за кодами.

                    Использует user.get, department.get и sonet_group.user.get. Коды «для всех» (AU, UA, G2, *) и \
                    роли в структуре списком людей не являются и отклоняются.
                    """
            ),
            example: "print(#b24.access.expand { \"DR5\", \"U7\" })",
            source: "api-reference/user/user-get.md",
            body: .async { call in
                let codes = try AccessCode.list(call.argument(0), path: "codes")
                let people = try await AccessDirectory(desk: Desk(context, call)).people(codes)
                return [.list(people.map(LuaValue.integer))]
            })
    }

    private static func can(_ context: ModuleContext) -> HostFunction {
        HostFunction(
            "b24.access.can", parameters: [codesParameter],
            results: [
                .init(
                    "has", "boolean",
                    .init(
                        "Whether the caller has at least one of the codes.",
                        ru: "Есть ли у вызывающего хотя бы один из кодов."))
            ],
            effect: .read,
            doc: .init(
                """
                Whether the current user carries one of the codes.

                Always true for administrators; about other users REST says nothing.
                """,
                ru:
                    """
                    Есть ли у текущего пользователя один из кодов.

                    Для администраторов всегда true; о других пользователях REST не говорит.
                    """
            ),
            example: "if not b24.access.can { \"D5\" } then print(\"not your department\") end",
            source: "api-reference/common/users/user-access.md",
            body: .async { call in
                let codes = try AccessCode.texts(call.argument(0), path: "codes")
                guard !codes.isEmpty else { return [.boolean(false)] }
                let answer = try await Desk(context, call).ask(
                    "user.access", ["ACCESS": .array(codes.map(JSONValue.string))])
                return [.boolean(answer.looseBoolean ?? false)]
            })
    }
}
