import Localization

extension Texts {
    static let optionREST = LocalizedText(
        "The version of REST, for a method that exists in both.", ru: "Версия REST, если метод есть в обеих.")

    static func request(
        _ method: String, _ id: String, status: Int, bytes: Int, _ milliseconds: Int, isReplayed: Bool
    ) -> LocalizedText {
        LocalizedText(
            "\(method): \(status), \(bytes) bytes, \(milliseconds) ms, request \(id)"
                + (isReplayed ? ", the answer of an earlier attempt" : ""),
            ru: "\(method): \(status), \(bytes) байт, \(milliseconds) мс, запрос \(id)"
                + (isReplayed ? ", ответ прежней попытки" : ""))
    }

    static func requestFailed(_ method: String, _ id: String, _ milliseconds: Int) -> LocalizedText {
        LocalizedText(
            "\(method): no answer, \(milliseconds) ms, request \(id)",
            ru: "\(method): нет ответа, \(milliseconds) мс, запрос \(id)")
    }

    static func requestID(_ id: String) -> LocalizedText {
        LocalizedText("request \(id)", ru: "запрос \(id)")
    }

    // MARK: A portal that has moved

    static func hasMoved(_ old: String, _ new: String) -> LocalizedText {
        LocalizedText(
            "the portal has moved from \(old) to \(new) and answers from there.",
            ru: "портал переехал с \(old) на \(new) и отвечает уже оттуда.")
    }

    static func changeDomain(_ config: String, _ line: Int, _ domain: String) -> LocalizedText {
        LocalizedText(
            "Change line \(line) of \(config) to: domain = \"\(domain)\".",
            ru: "Исправьте строку \(line) в \(config): domain = \"\(domain)\".")
    }

    static func changeWebhookFile(_ file: String, _ new: String) -> LocalizedText {
        LocalizedText(
            "Let the address in \(file) begin with \(new)/; the rest of it stays.",
            ru: "Замените в \(file) начало адреса на \(new)/; остальное не меняется.")
    }

    static func changeWebhook(_ new: String) -> LocalizedText {
        LocalizedText(
            "Give the webhook's address with \(new)/ from now on; the rest of it stays.",
            ru: "Впредь указывайте адрес вебхука с началом \(new)/; остальное не меняется.")
    }
}
