import Localization

extension ErrorTexts {
    /// Codes of REST 3 of which more can be said than of their kinds. -> api-reference/rest-v3
    static let rest3Rows: [Row] = [
        Row(
            code: "BITRIX_REST_V3_EXCEPTION_IDEMPOTENCYKEYREUSEDEXCEPTION",
            message: LocalizedText(
                "The portal has already seen this call's idempotency key with another request.",
                ru: "Портал уже видел ключ идемпотентности этого вызова с другим запросом."),
            hint: LocalizedText(
                "Call again: every call gets a key of its own. If it stays, something between b24 and the portal changes "
                    + "requests.",
                ru: "Повторите вызов: у каждого вызова свой ключ. Если ошибка не проходит, запросы меняет что-то между "
                    + "b24 и порталом.")),
        Row(
            code: "BITRIX_REST_V3_EXCEPTION_INVALIDIDEMPOTENCYKEYEXCEPTION",
            message: LocalizedText(
                "The portal does not take this call's idempotency key.",
                ru: "Портал не принимает ключ идемпотентности этого вызова."),
            hint: LocalizedText(
                "b24 sends 16 letters and digits; a proxy on the way may have changed or doubled the header.",
                ru: "b24 отправляет 16 букв и цифр; заголовок мог изменить или удвоить прокси.")),
        Row(
            code: "BITRIX_REST_V3_EXCEPTION_INVALIDJSONEXCEPTION",
            message: LocalizedText(
                "The portal does not take the request for JSON.", ru: "Портал не считает запрос правильным JSON."),
            hint: LocalizedText(
                "A proxy on the way may have changed the request or its Content-Type.",
                ru: "Запрос или его Content-Type мог изменить прокси.")),
        Row(
            code: "BITRIX_REST_V3_EXCEPTION_UNKNOWNDTOPROPERTYEXCEPTION",
            message: LocalizedText(
                "A field is named that the object does not have.", ru: "Указано поле, которого у объекта нет."),
            hint: LocalizedText(
                "The fields are listed by the .field.list method of the section; related ones are written with a dot "
                    + "(responsible.name).",
                ru: "Поля перечисляет метод .field.list этого раздела; поля связанных объектов пишутся через точку "
                    + "(responsible.name).")),
        Row(
            code: "BITRIX_REST_V3_EXCEPTION_UNKNOWNFILTEROPERATOREXCEPTION",
            message: LocalizedText(
                "The filter has an operator that REST 3 does not know.",
                ru: "В фильтре оператор, которого нет в REST 3."),
            hint: rest3Filter),
        Row(code: "BITRIX_REST_V3_EXCEPTION_INVALIDFILTEREXCEPTION", hint: rest3Filter),
        Row(
            code: "BITRIX_REST_V3_EXCEPTION_INVALIDPAGINATIONEXCEPTION",
            hint: LocalizedText(
                "Which members pagination takes is on the method's page: b24 docs {method}",
                ru: "Какие поля принимает pagination, сказано в описании метода: b24 docs {method}")),
    ]

    private static let rest3Filter = LocalizedText(
        "A filter of REST 3 is an array of conditions {\"id\", \"in\", {1, 2}}; operators: = != > >= < <= in between.",
        ru: "Фильтр REST 3 — массив условий {\"id\", \"in\", {1, 2}}; операторы: = != > >= < <= in between.")
}
