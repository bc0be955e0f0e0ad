import Testing

@testable import Bitrix24

@Suite struct ErrorTranslationTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var code: String
        var status: Int?
        var method: String?
        var text: String
        var kind: ErrorKind

        init(_ code: String, _ status: Int? = 400, _ method: String? = nil, _ text: String = "", _ kind: ErrorKind) {
            self.code = code
            self.status = status
            self.method = method
            self.text = text
            self.kind = kind
        }

        var testDescription: String { "\(code) \(status ?? 0) \(method ?? "-") \(text) -> \(kind)" }
        var actual: ErrorKind {
            ErrorTranslation.kind(code: code, status: status, method: method, description: text)
        }
    }

    /// error-codes.md, settings/oauth/error-codes.md and the places where other system codes stand.
    static let system: [Case] = [
        Case("INTERNAL_SERVER_ERROR", 500, nil, "Internal server error", .serverError),
        Case("ERROR_UNEXPECTED_ANSWER", 500, nil, "Server returned an unexpected response", .serverError),
        Case("QUERY_LIMIT_EXCEEDED", 503, nil, "Too many requests", .rateLimited),
        Case("OPERATION_TIME_LIMIT", 429, nil, "Method is blocked due to operation time limit", .operationTimeLimit),
        Case("ERROR_BATCH_METHOD_NOT_ALLOWED", 405, nil, "Method is not allowed for batch usage", .batchNested),
        Case("ERROR_BATCH_LENGTH_EXCEEDED", 400, nil, "Max batch length exceeded", .batchTooLong),
        Case("NO_AUTH_FOUND", 401, nil, "Wrong authorization data", .authInvalid),
        Case("INVALID_REQUEST", 400, nil, "Https required", .invalidArgument),
        Case("OVERLOAD_LIMIT", 503, nil, "REST API is blocked due to overload", .overloaded),
        Case("ACCESS_DENIED", 403, nil, "REST API is available only on commercial plans", .planRequired),
        Case("ACCESS_DENIED", 403, "crm.item.list", "REST API доступен только на коммерческих тарифах", .planRequired),
        Case("ACCESS_DENIED", 400, "crm.type.add", "Access denied", .accessDenied),
        Case("ACCESS_DENIED", 400, "crm.type.add", "Zugriff verweigert", .accessDenied),
        Case("ACCESS_DENIED", 403, "event.offline.get", "Access denied!", .accessDenied),
        Case("ACCESS_DENIED", 400, "app.info", "Access denied! Application context required", .applicationContext),
        Case("ACCESS_DENIED", 403, "event.bind", "Access denied! Application context required", .applicationContext),
        Case("ACCESS_DENIED", nil, "crm.type.list", "", .accessDenied),
        Case("INVALID_CREDENTIALS", 401, nil, "Invalid request credentials", .authInvalid),
        Case("INVALID_CREDENTIALS", 403, nil, "Invalid request credentials", .authInvalid),
        Case("ERROR_MANIFEST_IS_NOT_AVAILABLE", 404, nil, "Manifest is not available", .notFound),
        Case("insufficient_scope", 403, "crm.type.list", "The request requires higher privileges", .insufficientScope),
        Case("INSUFFICIENT_SCOPE", 403, nil, "", .insufficientScope),
        Case("expired_token", 401, nil, "The access token provided has expired", .authExpired),
        Case("user_access_error", 403, nil, "The user does not have access to the application", .appAccess),
        Case("USER_ACCESS_ERROR", 400, "timeman.timecontrol.reports.get", "", .accessDenied),
        Case("PORTAL_DELETED", 500, nil, "Portal was deleted", .portalDeleted),
        Case("ERROR_METHOD_NOT_FOUND", 404, "crm.typ.list", "Method not found!", .methodNotFound),
        Case("WRONG_AUTH_TYPE", 403, "pull.application.config.get", "", .applicationContext),
        Case("ERROR_WRONG_CONTEXT", 400, nil, "", .applicationContext),
        Case("METHOD_CONFIRM_WAITING", 401, "voximplant.user.get", "", .accessDenied),
        Case("METHOD_CONFIRM_DENIED", 403, "voximplant.user.get", "", .accessDenied),
        Case("allowed_only_intranet_user", 403, "crm.item.add", "", .accessDenied),
        Case("100", 400, "crm.type.add", "Could not find value for parameter {fields}", .requiredField),
        Case(
            "100", 400, "crm.item.add", "Expected iterable value for multiple field, but got `string` instead",
            .invalidArgument),
        Case("invalid_grant", 400, nil, "", .authInvalid),
        Case("invalid_client", 401, nil, "", .authInvalid),
        Case("invalid_scope", 400, nil, "", .insufficientScope),
        Case("invalid_request", 400, nil, "", .invalidArgument),
        Case("PAYMENT_REQUIRED", 400, nil, "Payment required", .planRequired),
    ]

    /// api-reference/crm/automated-solution and api-reference/crm/universal.
    static let spa: [Case] = [
        Case("LIMIT_EXCEEDED", 400, "crm.automatedsolution.add", "", .limitExceeded),
        Case("BX_EMPTY_REQUIRED", 400, "crm.automatedsolution.add", "Required field is not filled", .requiredField),
        Case("RESTRICTED_BY_TARIFF", 400, "crm.automatedsolution.update", "", .restrictedByPlan),
        Case("NOT_FOUND", 400, "crm.automatedsolution.get", "", .notFound),
        Case("HAS_BOUND_TYPES", 400, "crm.automatedsolution.delete", "", .hasBoundTypes),
        Case("0", 400, "crm.automatedsolution.add", "The SPA cannot be moved out of its workplace", .invalidArgument),
        Case("INVALID_ARG_VALUE", 400, "crm.type.add", "entityTypeId is out of allowed range", .invalidArgument),
        Case("CREATE_DYNAMIC_TYPE_RESTRICTED", 400, "crm.type.add", "", .restrictedByPlan),
        Case("UPDATE_DYNAMIC_TYPE_RESTRICTED", 400, "crm.type.update", "", .restrictedByPlan),
        Case("0", 400, "crm.type.add", "Select a workplace where the SPA will be located", .requiredField),
        Case("0", 400, "crm.type.get", "SPA not found", .notFound),
        Case("", 400, "crm.type.get", "Smart-Prozess wurde nicht gefunden", .notFound),
        Case("0", 400, "crm.type.update", "Смарт-процесс не найден", .notFound),
        Case("0", 400, "crm.type.getByEntityTypeId", "Smart process not found", .notFound),
        Case(
            "BX_ERROR", 400, "crm.type.delete", "You cannot delete an entity type that has elements", .invalidArgument),
        Case("ENTITY_TYPE_NOT_SUPPORTED", 400, "crm.category.add", "", .invalidArgument),
        Case("ADDING_DISABLED", 400, "crm.category.add", "", .invalidArgument),
        Case("REMOVING_DISABLED", 400, "crm.category.delete", "", .invalidArgument),
        Case("0", 400, "crm.category.add", "Field 'NAME' is required", .requiredField),
        Case("0", 400, "crm.category.add", "Das Feld 'Name' ist ein Pflichtfeld", .requiredField),
        Case("0", 400, "crm.category.delete", "Elemente gefunden", .invalidArgument),
        Case("BX_ERROR", 400, "crm.category.delete", "", .invalidArgument),
        Case("CRM_FIELD_ERROR_VALUE_NOT_VALID", 400, "crm.item.add", "", .invalidArgument),
        Case("CRM_FIELD_ERROR_REQUIRED", nil, "crm.item.add", "", .requiredField),
        Case("CREATE_DYNAMIC_ITEM_RESTRICTED", 400, "crm.item.add", "", .restrictedByPlan),
        Case("UPDATE_DYNAMIC_ITEM_RESTRICTED", 400, "crm.item.update", "", .restrictedByPlan),
        Case("", 400, "crm.item.update", "Insufficient permissions to change the stage", .accessDenied),
        Case("", 400, "crm.item.update", "Keine Rechte", .accessDenied),
        Case("MAX_IMPORT_BATCH_SIZE_EXCEEDED", 400, "crm.item.batchImport", "", .limitExceeded),
        Case("INVALID_CREDENTIALS", 401, "crm.item.import", "", .authInvalid),
    ]

    /// Answers with an empty code: card layout, stages, custom fields and others.
    static let texts: [Case] = [
        Case("", 400, "crm.item.details.configuration.get", "Parameter 'entityTypeId' is not defined", .requiredField),
        Case(
            "", 400, "crm.item.details.configuration.get",
            "The entity type 'X' is not supported in current context.", .invalidArgument),
        Case("", 400, "crm.item.details.configuration.set", "Access denied.", .accessDenied),
        Case("", 400, "crm.item.details.configuration.set", "Parameter 'data' must be array.", .invalidArgument),
        Case("", 400, "crm.item.details.configuration.set", "The data must be indexed array.", .invalidArgument),
        Case("", 400, "crm.item.details.configuration.set", "There are no data to write.", .requiredField),
        Case(
            "", 400, "crm.item.details.configuration.set",
            "Section at index 0 have type T. The expected type is 'section'.", .invalidArgument),
        Case(
            "", 400, "crm.item.details.configuration.set",
            "Element at index 0 in section at index 1 does not have name.", .requiredField),
        Case("", 400, "crm.status.list", "Access denied.", .accessDenied),
        Case("", 400, "crm.status.get", "Status is not found.", .notFound),
        Case("Status is not found.", 400, "crm.status.get", "Directory item not found.", .notFound),
        Case("Invalid identifier.", 400, "crm.status.delete", "An invalid identifier was passed.", .invalidArgument),
        Case("", 400, "crm.status.add", "The field ENTITY_ID is required.", .requiredField),
        Case("", 400, "crm.status.add", "The field Title is required.", .requiredField),
        Case("", 400, "crm.status.add", "Parameter 'fields' must be array.", .invalidArgument),
        Case("", 400, "crm.status.add", "Specified entity type is not supported.", .invalidArgument),
        Case("", 400, "crm.status.add", "Error on creating status.", .serverError),
        Case("", 400, "crm.status.delete", "There are active items in this status.", .invalidArgument),
        Case(
            "", 400, "crm.status.delete",
            "CRM System Status can be deleted only if parameter FORCED is specified and equal to \"Y\".",
            .invalidArgument),
        Case("ERROR_CORE", 400, "crm.status.add", "The specified status ID already exists.", .alreadyExists),
        Case("ERROR_CORE", 400, "task.item.get", "TASKS_ERROR_EXCEPTION; access denied", .accessDenied),
        Case("", 400, "userfieldconfig.add", "You cannot create custom fields", .invalidArgument),
        Case("", 400, "userfieldconfig.add", "The 'FIELD_NAME' field is not found", .requiredField),
        Case("", 400, "userfieldconfig.add", "Field UF_CRM_7_X already exists", .alreadyExists),
        Case("", 400, "userfieldconfig.add", "Access denied", .accessDenied),
        Case("", 400, "userfieldconfig.add", "Fail to create new user field", .serverError),
        Case("", 400, "userfieldconfig.get", "You do not have permission to view user field settings", .accessDenied),
        Case("", 400, "userfieldconfig.delete", "You cannot delete the user field", .accessDenied),
        Case("", 400, "userfieldconfig.getTypes", "The current method required more scopes. (crm)", .insufficientScope),
        Case("", 400, "userfieldconfig.list", "No settings for UserFieldAccess", .invalidArgument),
        Case("", 400, "userfieldconfig.add", "Вы не можете создавать пользовательские поля", .invalidArgument),
        Case("", 400, "userfieldconfig.delete", "Вы не можете удалить пользовательское поле", .accessDenied),
        Case(
            "", 400, "userfieldconfig.list", "Вы не можете просматривать настройки пользовательских полей",
            .accessDenied),
        Case("", 400, "userfieldconfig.add", "Поле UF_CRM_7_X уже существует", .alreadyExists),
        Case("", 400, "crm.status.delete", "В этом статусе есть активные элементы.", .invalidArgument),
        Case("", 400, "crm.status.add", "Не заполнено обязательное поле \"Заголовок\"", .requiredField),
        Case("", 400, "crm.status.add", "Нельзя создать промежуточную стадию после успешной", .invalidArgument),
        Case("", 400, "crm.status.entity.items", "The parameter entityId is not defined or invalid.", .invalidArgument),
        Case("", 400, "crm.item.update", "Недостаточно прав для изменения стадии", .accessDenied),
        Case("0", 400, "crm.category.delete", "Найдены сделки, относящиеся к воронке «Общая»", .invalidArgument),
        Case("0", 400, "crm.category.delete", "Default deal category can not be deleted", .invalidArgument),
        Case(
            "0", 400, "crm.category.add", "Default client category does not support updating default state",
            .invalidArgument),
        Case("0", 400, "crm.automatedsolution.update", "Nicht möglich", .invalidArgument),
        Case("", 400, "crm.deal.get", "Not found", .notFound),
        Case("", 400, "crm.deal.get", "Доступ запрещен", .accessDenied),
        Case("", 400, "crm.deal.add", "Disk resource exhausted", .limitExceeded),
        Case("0", 400, "catalog.document.add", "Inventory accounting is not available on your plan", .restrictedByPlan),
        Case("0", 400, "sale.order.add", "Required fields: lid", .requiredField),
        Case("0", 400, "tasks.flow.get", "Access denied or flow not found", .accessDenied),
        Case("0", 400, "sale.order.add", "Fatal", .unknown),
    ]

    /// Codes of other modules, one or two for each way of naming them.
    static let modules: [Case] = [
        Case("BITRIX_REST_V3_EXCEPTION_ACCESSDENIEDEXCEPTION", 400, "tasks.task.get", "", .accessDenied),
        Case("BITRIX_REST_V3_EXCEPTION_ENTITYNOTFOUNDEXCEPTION", 400, "tasks.task.get", "", .notFound),
        Case("BITRIX_REST_V3_EXCEPTION_INSUFFICIENTSCOPEEXCEPTION", 403, nil, "", .insufficientScope),
        Case("BITRIX_REST_V3_EXCEPTION_INVALIDJSONEXCEPTION", 400, nil, "", .invalidArgument),
        Case("BITRIX_REST_V3_EXCEPTION_UNKNOWNDTOPROPERTYEXCEPTION", 400, nil, "", .invalidArgument),
        Case("BITRIX_REST_V3_EXCEPTION_IDEMPOTENCYKEYREUSEDEXCEPTION", 422, nil, "", .invalidArgument),
        Case("BITRIX_REST_V3_EXCEPTION_VALIDATION_REQUESTVALIDATIONEXCEPTION", 400, nil, "", .invalidArgument),
        Case(
            "BITRIX_REST_V3_EXCEPTION_VALIDATION_REQUESTVALIDATIONEXCEPTION", 400, nil,
            "Required field `id` is missing", .requiredField),
        Case("CHAT_NOT_FOUND", 400, nil, "", .notFound),
        Case("LANDING_NOT_EXIST", 400, nil, "", .notFound),
        Case("IM_NOT_INSTALLED", 400, nil, "", .notFound),
        Case("BOT_ID_REQUIRED", nil, nil, "", .requiredField),
        Case("REQUIRED_FIELD_NO_EXISTS", 400, nil, "", .requiredField),
        Case("USER_ID_EMPTY", 400, nil, "", .requiredField),
        Case("SITE_IS_NOT_EMPTY", 400, nil, "", .invalidArgument),
        Case("ERROR_ENTITY_ALREADY_EXISTS", 400, nil, "", .alreadyExists),
        Case("CODE_IS_NOT_UNIQUE", 400, nil, "", .alreadyExists),
        Case("DOMAIN_EXIST_TRASH", 400, nil, "", .alreadyExists),
        Case("IS_NOT_ADMIN", 400, nil, "", .accessDenied),
        Case("BOT_OWNERSHIP_ERROR", nil, nil, "", .accessDenied),
        Case("LICENSE_EXPIRED", 400, nil, "", .restrictedByPlan),
        Case("CRM_FEATURE_RESTRICTION_ERROR", 400, nil, "", .restrictedByPlan),
        Case("CONNECTOR_DELETE_RESTRICTED", 400, nil, "", .invalidArgument),
        Case("BOT_LIMIT_EXCEEDED", nil, nil, "", .limitExceeded),
        Case("menu_ERROR", nil, nil, "", .invalidArgument),
        Case("SYSTEM_ERROR", 400, nil, "", .serverError),
        Case("200040300010", 400, "catalog.catalog.get", "", .accessDenied),
        Case("200040300000", 400, "catalog.product.add", "", .notFound),
        Case("201240400001", 400, "sale.order.get", "", .notFound),
        Case("201350000001", 400, "sale.status.add", "", .alreadyExists),
        Case("200850000009", 400, "sale.property.add", "", .invalidArgument),
        Case("1009", 400, "booking.v1.resource.get", "", .notFound),
        Case("0x100002", 400, "task.elapseditem.add", "", .accessDenied),
        Case("SOMETHING_ELSE", 401, nil, "", .authInvalid),
        Case("SOMETHING_ELSE", 403, nil, "", .accessDenied),
        Case("SOMETHING_ELSE", 404, nil, "", .unknown),
        Case("SOMETHING_ELSE", 429, nil, "", .rateLimited),
        Case("NOT_EMULATED", 501, nil, "", .methodNotFound),
        Case("SOMETHING_ELSE", 501, nil, "", .unknown),
        Case("SOMETHING_ELSE", 502, nil, "", .serverError),
        Case("SOMETHING_ELSE", 400, nil, "", .unknown),
        Case("", 502, nil, "<html>Bad gateway</html>", .serverError),
    ]

    @Test(arguments: system) func systemCode(_ row: Case) { #expect(row.actual == row.kind) }
    @Test(arguments: spa) func spaCode(_ row: Case) { #expect(row.actual == row.kind) }
    @Test(arguments: texts) func textWithoutCode(_ row: Case) { #expect(row.actual == row.kind) }
    @Test(arguments: modules) func moduleCode(_ row: Case) { #expect(row.actual == row.kind) }

    /// What stays unknown: no code at all (then the text decides, tested above) and "Unknown error" itself.
    static let withoutMeaning: Set<String> = ["", "0", "0x000040"]

    @Test func everyDocumentedCodeHasAKind() {
        for method in MethodCatalogue.standard.methods {
            for version in [2, 3] {
                guard let entry = MethodCatalogue.standard.entry(method, restVersion: version) else { continue }
                for (code, status) in entry.errors where !Self.withoutMeaning.contains(code) {
                    let kind = ErrorTranslation.kind(code: code, status: status, method: method, description: "")
                    #expect(kind != .unknown, "\(method): \(code)")
                }
            }
        }
    }
}
