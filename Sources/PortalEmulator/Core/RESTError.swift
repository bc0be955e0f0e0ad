import JSON
import Localization

/// A refusal as the portal words it: HTTP status, `error`, `error_description`, and rarely more members.
struct RESTError: Error {
    var status: Int
    /// A string, or a number: a few methods answer `"error": 0`.
    var code: JSONValue
    /// Told in the language of the portal, as the real one does.
    var text: LocalizedText
    /// Members beside the two usual ones, as `argument` of the `entity.*` methods.
    var extra = JSONObject()
    /// What REST 3 finds wrong with single fields.
    var validation: [(field: String, text: LocalizedText)] = []

    /// An error with a code: `RESTError("NOT_FOUND", Texts.typeNotFound)`.
    init(_ code: String, _ text: LocalizedText, status: Int = 400) {
        self.status = status
        self.code = .string(code)
        self.text = text
    }

    /// An error whose code is a JSON number, in practice 0 ("look at the text").
    init(number: Int64, _ text: LocalizedText, status: Int = 400) {
        self.status = status
        self.code = .integer(number)
        self.text = text
    }

    /// Whatever went wrong, as the portal would put it: what is no refusal of ours is a fault of the portal.
    init(any error: any Error) {
        self = error as? RESTError ?? (error as? Refusal)?.error ?? SystemErrors.broken
    }

    var codeText: String { code.phpString ?? "" }

    /// The object that REST 3 answers as `error` (`api-reference/rest-v3`).
    func object(_ language: Language) -> JSONObject {
        var object: JSONObject = ["code": code, "message": .string(text[language])]
        if !validation.isEmpty {
            object["validation"] = .array(
                validation.map { ["message": .string($0.text[language]), "field": .string($0.field)] })
        }
        return object
    }

    /// The members of the answer.
    func body(_ language: Language) -> JSONObject {
        var body = JSONObject()
        body["error"] = code
        body["error_description"] = .string(text[language])
        for member in extra.members { body[member.key] = member.value }
        return body
    }
}

extension RESTError {
    /// Rights of the caller do not reach (`api-reference/crm/...`: 400, not 403).
    static let accessDenied = RESTError("ACCESS_DENIED", Texts.accessDenied)

    /// Guests have no place in CRM controllers.
    static let onlyIntranet = RESTError("allowed_only_intranet_user", Texts.onlyIntranet, status: 403)

    /// A parameter that the method cannot do without: code `100` of the argument binder.
    static func missing(_ parameter: String) -> RESTError {
        RESTError("100", Texts.missingParameter(parameter))
    }

    /// A list argument that does not fit (`INVALID_ARG_VALUE`).
    static func invalidArgument(_ text: String) -> RESTError {
        RESTError("INVALID_ARG_VALUE", LocalizedText(text, ru: text))
    }
}
