import Localization
import Testing

@testable import Bitrix24

@Suite struct ErrorTextsTests {
    /// Kinds for which there is nothing to do, or whose hint needs the flag that refused.
    static let withoutHint: Set<ErrorKind> = [.cancelled, .policyDenied]

    @Test(arguments: ErrorKind.allCases) func everyKindHasTextsInBothLanguages(_ kind: ErrorKind) {
        for error in [PortalError(kind: kind), PortalError(kind: kind, status: 400, method: "crm.item.get")] {
            check(error.message(.en), error.message(.ru))
            if !Self.withoutHint.contains(kind), error.method != nil { check(error.hint(.en), error.hint(.ru)) }
        }
    }

    @Test(arguments: PortalError.Problem.allCases) func everyProblemHasTextsInBothLanguages(
        _ problem: PortalError.Problem
    ) {
        let details = [
            "key": "a", "reference": "b", "id": "7", "location": "https://x/", "host": "x.bitrix24.com", "field": "ID",
            "offset": "50", "next": "0", "count": "3", "size": "9", "limit": "8",
            "before": "60", "total": "58", "version": "3", "proxy_status": "407",
            "when": "2026-11-26T18:00:00+03:00", "object": "7", "portal": "acme",
            "name": "crmm", "reason_en": "full disk",
            "reason_ru": "диск заполнен",
        ]
        let error = PortalError(problem, method: "crm.item.list", details: details)
        #expect(error.problem == problem)
        #expect(error.kind == problem.kind)
        check(error.message(.en), error.message(.ru))
        check(error.hint(.en), error.hint(.ru))
    }

    @Test func everyRowSaysSomethingInBothLanguages() {
        for row in ErrorTexts.rows {
            #expect(row.message != nil || row.hint != nil)
            let facts = ["method": "crm.type.add", "required": "fields", "scopes": "CRM (crm)"]
            for text in [row.message, row.hint].compactMap(\.self) {
                check(TextTemplate.fill(text.en, facts), TextTemplate.fill(text.ru, facts))
            }
            #expect(row.code == row.code?.uppercased())
            for method in row.methods { #expect(method == method.lowercased()) }
        }
    }

    private func check(_ en: String, _ ru: String) {
        #expect(!en.isEmpty && !ru.isEmpty && en != ru)
        #expect(!isRussian(en), "\(en)")
        #expect(isRussian(ru), "\(ru)")
        for text in [en, ru] {
            #expect(
                !text.contains("[[") && !text.contains("]]") && !text.contains(/\{\w+\}/) && !text.contains("  ")
                    && !text.contains("…"), "\(text)")
        }
    }

    private func isRussian(_ text: String) -> Bool {
        text.unicodeScalars.contains { (0x400...0x4FF).contains($0.value) }
    }

    struct Sample: Sendable {
        var error: PortalError
        /// Parts that the message and the hint together have to have.
        var en: [String]
        var ru: [String]
    }

    static let samples: [Sample] = [
        Sample(
            error: PortalError(
                kind: .insufficientScope, code: "insufficient_scope", status: 403, method: "crm.type.list"),
            en: ["\"CRM (crm)\"", "Inbound webhook", "crm.type.list"],
            ru: ["«CRM (crm)»", "Входящий вебхук", "отметьте"]),
        Sample(
            error: PortalError(kind: .insufficientScope, status: 400, method: "userfieldconfig.add"),
            en: ["\"Custom field settings (userfieldconfig)\" and \"CRM (crm)\""],
            ru: ["«Настройки пользовательских полей (userfieldconfig)» и «CRM (crm)»"]),
        Sample(
            error: PortalError(kind: .insufficientScope, method: "user.get"), en: ["\"Users (user)\" or \""],
            ru: ["«Пользователи (user)» или «"]),
        Sample(
            error: PortalError(kind: .insufficientScope, method: "no.such", details: ["scope": "disk"]),
            en: ["\"Drive (disk)\""], ru: ["«Диск (disk)»"]),
        Sample(
            error: PortalError(
                kind: .hasBoundTypes, code: "HAS_BOUND_TYPES", status: 400, method: "crm.automatedsolution.delete",
                description: "Cannot delete the workplace that has SPAs."),
            en: ["b24.workplace.detach", "\"Cannot delete the workplace that has SPAs\" (HAS_BOUND_TYPES)"],
            ru: ["b24.workplace.detach", "рабочему месту", "смарт-процесс"]),
        Sample(
            error: PortalError(
                kind: .notFound, code: "0", status: 400, method: "crm.type.get", description: "SPA not found"),
            en: ["entityTypeId", "getByEntityTypeId", "says: \"SPA not found\"."],
            ru: ["entityTypeId", "смарт-процесса"]),
        Sample(
            error: PortalError(kind: .notFound, code: "NOT_FOUND", status: 400, method: "crm.item.list"),
            en: ["entityTypeId (156)"], ru: ["entityTypeId (156)"]),
        Sample(
            error: PortalError(
                kind: .accessDenied, code: "allowed_only_intranet_user", status: 403, method: "crm.item.add"),
            en: ["extranet", "employee"], ru: ["экстранет", "сотрудник"]),
        Sample(
            error: PortalError(kind: .accessDenied, code: "ACCESS_DENIED", status: 400, method: "crm.type.add"),
            en: ["Allow to modify settings"], ru: ["Разрешить изменять настройки"]),
        Sample(
            error: PortalError(kind: .accessDenied, code: "ACCESS_DENIED", status: 400, method: "user.add"),
            en: ["administrators of the portal"], ru: ["администраторам портала"]),
        Sample(
            error: PortalError(kind: .accessDenied, code: "", status: 400, method: "crm.item.update"),
            en: ["stage"], ru: ["стади", "воронк"]),
        Sample(
            error: PortalError(
                kind: .limitExceeded, code: "LIMIT_EXCEEDED", status: 400, method: "crm.automatedsolution.add"),
            en: ["workplaces"], ru: ["рабочих мест"]),
        Sample(
            error: PortalError(kind: .invalidArgument, code: "BX_ERROR", status: 400, method: "crm.type.delete"),
            en: ["still has items"], ru: ["есть элементы"]),
        Sample(
            error: PortalError(kind: .methodNotFound, method: "crm.itme.list"),
            en: ["Did you mean crm.item.list"], ru: ["Возможно, вы имели в виду crm.item.list"]),
        Sample(
            error: PortalError(
                kind: .methodNotFound, code: "ERROR_METHOD_NOT_FOUND", status: 404, method: "crm.item.list"),
            en: ["crm.item.list is documented"], ru: ["crm.item.list есть в документации"]),
        Sample(
            error: PortalError(kind: .requiredField, code: "100", status: 400, method: "crm.item.add"),
            en: ["requires: entityTypeId, fields", "b24 docs crm.item.add"], ru: ["требует: entityTypeId, fields"]),
        Sample(
            error: PortalError(
                kind: .requiredField, code: "100", status: 400, method: "crm.type.add",
                description: "Could not find value for parameter {fields}"),
            en: ["value is missing: fields."], ru: ["обязательное значение: fields."]),
        Sample(
            error: PortalError(
                kind: .methodNotFound, code: "ERROR_METHOD_NOT_FOUND", status: 404, method: "mail.message.list"),
            en: ["mail.message.list is documented"], ru: ["mail.message.list есть в документации"]),
        Sample(
            error: PortalError(kind: .policyDenied, method: "crm.type.add", details: ["flag": "--read-only"]),
            en: ["crm.type.add", "--read-only is on", "Run again without --read-only"], ru: ["включён --read-only"]),
        Sample(
            error: PortalError(kind: .policyDenied, method: "crm.type.add", details: ["profile": "acme"]),
            en: ["profile acme is read-only", "use another profile"], ru: ["профиль acme только для чтения"]),
        Sample(
            error: PortalError(kind: .policyDenied, method: "crm.type.add", details: ["mode": ".readonly"]),
            en: [".readonly is on", ".readonly off allows"], ru: [".readonly off снова разрешит"]),
        Sample(
            error: PortalError(kind: .rateLimited, code: "QUERY_LIMIT_EXCEEDED", status: 503, retryAfter: 12.2),
            en: ["in 13 s"], ru: ["через 13 с"]),
        Sample(
            error: PortalError(
                kind: .operationTimeLimit, code: "OPERATION_TIME_LIMIT", status: 429, method: "crm.item.list",
                retryAfter: 481),
            en: ["in 9 min", "crm.item.list"], ru: ["через 9 мин"]),
        Sample(
            error: PortalError(
                kind: .timeout, method: "crm.item.add", description: "no answer", outcome: .unknown, attempts: 3),
            en: ["not known", "(no answer)", "(3 attempts)", "twice"], ru: ["Неизвестно", "(попыток: 3)", "дважды"]),
        Sample(
            error: PortalError(kind: .unsupportedByREST, details: ["feature": "roles of an SPA"]),
            en: ["roles of an SPA", "checklist"], ru: ["checklist"]),
        Sample(
            error: PortalError(kind: .serverError, code: "", status: 502, description: "First.<br>Second\nThird."),
            en: ["\"First. / Second / Third\"", "(status 502)"], ru: ["«First. / Second / Third»"]),
    ]

    @Test(arguments: samples) func sample(_ sample: Sample) {
        for (language, parts) in [(Language.en, sample.en), (.ru, sample.ru)] {
            let text = sample.error.message(language) + "\n" + sample.error.hint(language)
            for part in parts { #expect(text.contains(part), "\(part) in \(text)") }
        }
    }

    @Test(arguments: [
        "https://acme.bitrix24.com/rest/1/s3cr3tcode/profile",
        "no route to https://acme.bitrix24.com/rest/1/s3cr3tcode",
        "\"https://acme.bitrix24.com/rest/api/17/s3cr3tcode/tasks.task.get\" failed",
        "POST /rest/1/s3cr3tcode/?x=1", "/rest/crm.item.list?auth=s3cr3tcode&start=0", "refresh_token=s3cr3tcode",
    ])
    func noTextHoldsACredential(_ description: String) {
        for kind in ErrorKind.allCases {
            let error = PortalError(
                kind: kind, code: "X", status: 400, method: "crm.item.list", description: description,
                details: ["host": description, "location": description, "suggestion": description])
            for language in Language.allCases {
                #expect(!error.message(language).contains("s3cr3tcode"))
                #expect(!error.hint(language).contains("s3cr3tcode"))
            }
        }
    }

    @Test func retryable() {
        let retryable: Set<ErrorKind> = [
            .rateLimited, .operationTimeLimit, .serverError, .unexpectedAnswer, .network, .timeout,
        ]
        for kind in ErrorKind.allCases {
            #expect(PortalError(kind: kind).isRetryable == retryable.contains(kind))
            #expect(!PortalError(kind: kind, outcome: .unknown).isRetryable)
        }
    }

    @Test(arguments: [
        ("No {a}.[[ Maybe {b}?]]", ["a": "x"], "No x."),
        ("No {a}.[[ Maybe {b}?]]", ["a": "x", "b": "y"], "No x. Maybe y?"),
        ("{a}", [:], "…"), ("plain", [:], "plain"), ("[[{a}]][[ {b}]]", ["b": "2"], "2"),
        ("a [[open {b}", ["b": "2"], "a open 2"),
        ("{open", ["open": "x"], "{open"), ("{move = true} {a}", ["a": "1"], "{move = true} 1"), ("{}", [:], "{}"),
        ("[[{rest3} is REST 3. ]]Ask.", [:], "Ask."), ("{rest3}", ["rest3": "x"], "x"),
    ])
    func template(template: String, facts: [String: String], text: String) {
        #expect(TextTemplate.fill(template, facts) == text)
    }

    @Test func everyScopeOfTheCatalogueHasATickBox() {
        for method in MethodCatalogue.standard.methods {
            for scope in MethodCatalogue.standard.entry(method)?.scopes ?? [] where scope != "basic" {
                for language in Language.allCases {
                    #expect(ScopeNames.tickBox(scope, language) != scope, "\(scope)")
                    #expect(ScopeNames.tickBox(scope, language).hasSuffix("(" + scope + ")"))
                }
            }
        }
        #expect(ScopeNames.tickBox("unheard.of", .en) == "unheard.of")
    }
}
