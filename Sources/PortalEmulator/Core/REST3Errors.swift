import JSON
import Localization

/// The refusals of REST 3 (`api-reference/rest-v3`, `api-reference/note/collection/*`).
extension RESTError {
    /// A parameter that the method cannot do without.
    static func missingField(_ name: String) -> RESTError {
        request(name, Texts.missingField(name))
    }

    /// A parameter of another type.
    static func wrongTypeOfParameter(_ name: String, _ type: String) -> RESTError {
        request(name, Texts.wrongFieldType(name, type))
    }

    /// A field of the object that is empty and must not be.
    static func notFilled(_ name: String) -> RESTError { invalidField(name, Texts.fieldNotFilled(name)) }

    /// A field of the object that is of another type.
    static func wrongType(_ name: String, _ type: String) -> RESTError {
        invalidField(name, Texts.wrongFieldType(name, type))
    }

    /// A field of the object whose value does not do.
    static func invalidField(_ name: String, _ text: LocalizedText) -> RESTError {
        var error = rest3("VALIDATION_DTOVALIDATIONEXCEPTION", Texts.objectInvalid)
        error.validation = [(name, text)]
        return error
    }

    static func entityNotFound(_ id: Int) -> RESTError { rest3("ENTITYNOTFOUNDEXCEPTION", Texts.recordNotFound(id)) }

    static let invalidPagination = rest3("INVALIDPAGINATIONEXCEPTION", Texts.paginationInvalid)

    /// The overview of REST 3 has 403, where method pages say 400 now and then.
    static let accessDeniedInREST3 = rest3("ACCESSDENIEDEXCEPTION", Texts.accessDenied, status: 403)

    static let insufficientScopeInREST3 = rest3("INSUFFICIENTSCOPEEXCEPTION", Texts.insufficientScope, status: 403)

    /// "The key was already used with a different request body".
    static let idempotencyKeyReused = rest3("IDEMPOTENCYKEYREUSEDEXCEPTION", Texts.idempotencyKeyReused, status: 422)

    /// "Pass a string of 1 to 255 printable ASCII characters".
    static let invalidIdempotencyKey = rest3("INVALIDIDEMPOTENCYKEYEXCEPTION", Texts.idempotencyKeyInvalid)

    private static func request(_ name: String, _ text: LocalizedText) -> RESTError {
        var error = rest3("VALIDATION_REQUESTVALIDATIONEXCEPTION", Texts.requestInvalid)
        error.validation = [(name, text)]
        return error
    }

    private static func rest3(_ name: String, _ text: LocalizedText, status: Int = 400) -> RESTError {
        RESTError("BITRIX_REST_V3_EXCEPTION_\(name)", text, status: status)
    }
}
