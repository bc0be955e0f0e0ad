/// Codes of single modules whose meaning their words do not give away.
extension ErrorTranslation {
    static let moduleRows: [Row] =
        [
            // Workplaces (api-reference/crm/automated-solution).
            Row("HAS_BOUND_TYPES", .hasBoundTypes),
            Row("LIMIT_EXCEEDED", .limitExceeded),
            Row("RESTRICTED_BY_TARIFF", .restrictedByPlan),
            // SPA types, funnels, items (api-reference/crm/universal).
            Row("CREATE_DYNAMIC_TYPE_RESTRICTED", .restrictedByPlan),
            Row("UPDATE_DYNAMIC_TYPE_RESTRICTED", .restrictedByPlan),
            Row("CREATE_DYNAMIC_ITEM_RESTRICTED", .restrictedByPlan),
            Row("UPDATE_DYNAMIC_ITEM_RESTRICTED", .restrictedByPlan),
            Row("ENTITY_TYPE_NOT_SUPPORTED", .invalidArgument),
            Row("ADDING_DISABLED", .invalidArgument),
            Row("REMOVING_DISABLED", .invalidArgument),
            Row("MAX_IMPORT_BATCH_SIZE_EXCEEDED", .limitExceeded),
            Row("CRM_FIELD_ERROR_REQUIRED", .requiredField),
            Row("CRM_FIELD_ERROR_*", .invalidArgument),
            // "The object still has something in it" (items of an SPA or a funnel, datasets of a source) or "this is the
            // default funnel": not a matter of rights or of a limit, the call names a thing that cannot be deleted now.
            // The texts of (BX_ERROR, method) say what to empty first.
            Row("BX_ERROR", .invalidArgument),
            Row("BX_EMPTY_REQUIRED", .requiredField),
            Row("BX_INVALID_VALUE", texts: ["already exist", "уже существует"], .alreadyExists),
            Row("BX_INVALID_VALUE", .invalidArgument),
            // crm.status.add: "The specified status ID already exists."
            Row("ERROR_CORE", methods: ["crm.status."], .alreadyExists),
            Row("ERROR_CORE", texts: ["access", "доступ", "прав"], .accessDenied),
            Row("ERROR_CORE", texts: ["not found", "не найден"], .notFound),
            Row("ERROR_CORE", .invalidArgument),

            // Rights under other names.
            Row("CANCELED", .accessDenied),
            Row("CANT_EDIT_MESSAGE", .accessDenied),
            Row("AUTHORIZE_ERROR", .accessDenied),
            Row("APP_ID_ERROR", .accessDenied),
            Row("ERROR_TEMPLATE_NOT_OWNER", .accessDenied),
            Row("ERROR_USER_NOT_OPERATOR", .accessDenied),
            Row("ERROR_DELEGATION_NOT_ALLOWED", .accessDenied),
            Row("ERROR_WRONG_APPLICATION", .accessDenied),
            Row("ERROR_DOCUMENT_RIGHTS", .accessDenied),
            Row("ACTION_NOT_ALLOWED", .accessDenied),
            Row("OPERATOR_WRONG", .accessDenied),

            // Tariff and licence.
            Row("FEATURE_NOT_AVAIL", .restrictedByPlan),
            Row("CONTROLLER_ERROR_BADLICENSE", .restrictedByPlan),
            Row("PUBLIC_HTML_DISALLOWED*", .restrictedByPlan),
            Row("PUBLIC_*", .restrictedByPlan),
            Row("TOTAL_SITE_REACHED", .restrictedByPlan),
            Row("AI_SITE_EXPORT_NOT_ALLOWED", .invalidArgument),

            // "Missing" under other names.
            Row("REQUIRED_FIELD_NO_EXISTS", .requiredField),
            Row("REQUIRED_PARAM_NO_EXISTS", .requiredField),
            Row("ARGUMENTNULLEXCEPTION", .requiredField),
            Row("CANT_BE_EMPTY", .requiredField),
            Row("ERROR_NO_NAME", .requiredField),
            Row("ERROR_NO_VALUE", .requiredField),
            Row("ERROR_NO_GROUP", .requiredField),
            Row("ERROR_GROUPID", .requiredField),
            Row("NO_PLACEMENT_HANDLER", .requiredField),
            Row("NODES_NOT_FOUND", .requiredField),
            Row("VALIDATION_FIELDS_NOT_PROVIDED", .requiredField),

            // Not found under other names.
            Row("BOT_ID_ERROR", .notFound),
            Row("COMMAND_ID_ERROR", .notFound),
            Row("CHAT_APP_ID_ERROR", .notFound),
            Row("LIST_ID_ERROR", .notFound),
            Row("WEBFORM_ERROR", .notFound),
            Row("LANDING_ERROR", .notFound),
            Row("SITE_ERROR", .notFound),
            Row("NOT_ACTIVE_LINE", .notFound),
            Row("SALE_SHIPMENT_WRONG_DELIVERY_SERVICE", .notFound),
            Row("SONET_CONTROLLER_LIVEFEED_BLOGPOST_UPDATE_ERROR", .notFound),
            Row("TYPE_IS_NOT_ASSIGNED", .notFound),
            Row("SIGN_HCMLINK_NO_SIGNED_FILE_EXIST", .notFound),
            // A module of the portal that is not installed.
            Row("IMBOT_ERROR", .notFound),
            Row("*NOT_INSTALLED", .notFound),

            // Already there.
            Row("DISK_OBJ_22000", .alreadyExists),
            Row("ILLEGAL_NEW_LINK", methods: ["task.dependence.add"], .alreadyExists),
            Row("ILLEGAL_NEW_LINK", methods: ["task.dependence.delete"], .notFound),
            Row("REACTION_ALREADY_SET", .alreadyExists),

            // Words that would mislead the rules below.
            Row("SITE_IS_NOT_EMPTY", .invalidArgument),
            Row("SALE_ORDER_CANCEL_PAYMENT_EXIST_ACTIVE", .invalidArgument),
            Row("SALE_SHIPMENT_EXIST_SHIPPED", .invalidArgument),
            Row("NOTE_EMPTY_UPDATE", .requiredField),
            Row("DISK_BASE_SERVICE_22001", .requiredField),
            Row("DISK_FILE_22006", .limitExceeded),
            Row("DISK_FILE_*", .invalidArgument),
            Row("ERROR_PLACEMENT_MAX_COUNT", .alreadyExists),
            Row("ERROR_PAY_INVOICE_NOT_SUPPORTED", .invalidArgument),
            Row("CONNECTOR_DELETE_RESTRICTED", .invalidArgument),
            Row("ERROR_PARENT_ACTIVITY_RESTRICT", .invalidArgument),
            Row("NOTE_SEARCH_QUERY_TOO_LONG", .invalidArgument),
        ]
        // The name of the parameter that was wrong, or a state in which the object does not allow the change.
        + [
            "BASE", "CHAT_ID", "CHAT_TYPE", "CODE", "DOMAIN_DISABLE", "ENUM_FIELD", "FIELD_IS_REDUNDANT", "FIELD_NAME",
            "FIND_SHORT", "FIRST_ID_STRING", "FOLDER_CONTAINS_AREAS", "IFRAME_HTTPS",
            "IMCONNECTOR_NO_CORRECT_PROVIDER", "INACTIVE", "IS_SYSTEM", "LANDING_IS_LOCK", "LAST_ID_AND_LAST_TYPE",
            "LAST_ID_STRING", "MANIFEST_INTERSECT_IMG", "MULTIPLE_BINDINGS", "NOTE_COLLECTION_UNDER_IMPORT",
            "NOTE_DOCUMENT_HAS_UNSAVED_CHANGES", "ROLE_SCOPE_MISMATCH", "SITE_IS_LOCK", "TIME",
            "UNABLE_DELETE_INCLUDE", "USER_ID", "WITHOUT_CHANGES",
        ].map { Row($0, .invalidArgument) }
}
