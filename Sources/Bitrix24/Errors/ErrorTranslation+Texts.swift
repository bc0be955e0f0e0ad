/// Answers without a code, by their text. Most come from code that writes them in English on every portal; those that
/// are translated are here in Russian too. Portals in other languages fall through to `emptyCodeRows`.
extension ErrorTranslation {
    static let textRows: [Row] = [
        // userfieldconfig.*: a missing scope comes without a code.
        Row(nil, texts: ["required more scopes", "requires higher privileges", "(scope)"], .insufficientScope),
        // userfieldconfig.add: the name does not start with UF_{entityId}_.
        Row(
            nil, methods: ["userfieldconfig."], texts: ["cannot create custom field", "не можете создавать"],
            .invalidArgument),
        Row(nil, methods: ["userfieldconfig."], texts: ["field_name", "user_type_id"], .requiredField),
        Row(nil, methods: ["userfieldconfig."], texts: ["userfieldaccess"], .invalidArgument),
        Row(nil, methods: ["userfieldconfig."], texts: ["fail to ", "не удалось", "ошибка при"], .serverError),
        Row(
            nil, methods: ["userfieldconfig."], texts: ["you cannot ", "you do not have permission", "вы не можете"],
            .accessDenied),
        // crm.type.add and .update: isExternal without the workplace it belongs to.
        Row(
            nil, methods: ["crm.type.add", "crm.type.update"],
            texts: ["workplace", "customsectionid", "рабочее место", "рабочего места"], .requiredField),
        // crm.status.*: something is still there, or nobody says what went wrong.
        Row(nil, methods: ["crm.status."], texts: ["active items", "активные элементы", "forced"], .invalidArgument),
        Row(nil, methods: ["crm.status."], texts: ["error on ", "ошибка при"], .serverError),

        // Any method.
        Row(nil, texts: ["application context"], .applicationContext),
        Row(
            nil,
            texts: [
                "access denied", "denied", "no access", "insufficient permission", "insufficient rights",
                "insufficient privileges", "not have permission", "no permission", "no rights",
                "only intranet users", "action on the task is not allowed", "доступ запрещ", "нет доступа",
                "отказано в доступе", "доступ к методу", "недостаточно прав", "нет прав", "не хватает прав",
                "доступно только интранет", "разрешено только интранет",
            ], .accessDenied),
        Row(
            nil,
            texts: [
                "available on your plan", "plan restriction", "your plan", "on your current plan", "на вашем тариф",
                "ограничений вашего тарифа", "тариф",
            ], .restrictedByPlan),
        Row(
            nil, texts: ["disk resource exhausted", "exceeded the limit", "limit exceeded", "дисковый ресурс"],
            .limitExceeded),
        Row(nil, texts: ["not defined or invalid", "invalid or not defined", "или указан неверно"], .invalidArgument),
        Row(nil, texts: ["already exist", "already been", "already bound", "уже существует"], .alreadyExists),
        Row(
            nil,
            texts: [
                "is required", "required field", "required parameter", "fields are not provided", "not specified",
                "does not have name", "does not have title", "is not set", "no data to write", "fields not set",
                "fields not provided", "not provided", "is not filled", "empty required", "empty trigger",
                "is not defined.", "' is not defined", "missing file", "обязательн", "не заполнен", "не указан",
                "не задан", "не передан", "отсутствует значение",
            ], .requiredField),
        Row(
            nil,
            texts: [
                "not found", "does not exist", "was not found", "is not found", "is not registered",
                "is not installed", "не найден", "не существует", "отсутствует", "не установлен",
            ], .notFound),
        Row(
            nil,
            texts: [
                "invalid", "must be", "is not valid", "incorrect", "wrong", "is not supported", "not supported",
                "does not support",
                "expected", "unsupported", "cannot", "can not", "unable", "not allowed", "неверн", "некоррект",
                "недопустим", "должен", "должна", "должно", "не поддерживается", "нельзя", "невозможно",
            ], .invalidArgument),
        Row(nil, texts: ["internal error", "general error", "внутренняя ошибка"], .serverError),
    ]

    /// Without a code and without a text that tells: what the method's page documents for its code-less answer.
    static let emptyCodeRows: [Row] = [
        // An SPA that cannot leave a workplace of the gallery, or a name that is too long.
        Row(nil, status: 400, methods: ["crm.automatedsolution."], .invalidArgument),
        // `{"error": 0}`: the type does not exist. The text is in the portal's language.
        Row(nil, status: 400, methods: ["crm.type.get", "crm.type.delete", "crm.type.update"], .notFound),
        // "Field 'NAME' is required", in the portal's language.
        Row(nil, status: 400, methods: ["crm.category.add"], .requiredField),
        // A deal funnel with deals in it, or the default one.
        Row(nil, status: 400, methods: ["crm.category.delete"], .invalidArgument),
        // "Insufficient permissions to change the stage".
        Row(nil, status: 400, methods: ["crm.item.update"], .accessDenied),
    ]
}
