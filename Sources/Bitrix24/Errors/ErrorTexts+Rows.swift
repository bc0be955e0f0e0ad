import Localization

extension ErrorTexts {
    /// Texts for single codes and method families; the first row that matches and has the text wins.
    static let rows: [Row] = workplaceRows + spaRows + rightsRows + systemRows + rest3Rows

    private static let workplaceRows: [Row] = [
        Row(
            code: "LIMIT_EXCEEDED", methods: ["crm.automatedsolution."],
            message: LocalizedText(
                "The portal has as many workplaces as its plan allows.",
                ru: "На портале уже столько цифровых рабочих мест, сколько разрешает тариф."),
            hint: LocalizedText(
                "Delete a workplace that is no longer used, or choose a larger plan. A self-hosted portal allows 200.",
                ru: "Удалите ненужное рабочее место или перейдите на старший тариф. В коробке их может быть 200.")),
        Row(
            code: "RESTRICTED_BY_TARIFF",
            message: LocalizedText(
                "This workplace came from the gallery, and the portal's plan locks it.",
                ru: "Это цифровое рабочее место установлено из галереи, и тариф портала не даёт его менять."),
            hint: LocalizedText(
                "Change the plan, or create a workplace of your own: b24.workplace.add.",
                ru: "Смените тариф или создайте собственное рабочее место: b24.workplace.add.")),
        Row(
            code: "", kind: .invalidArgument, methods: ["crm.automatedsolution."],
            hint: LocalizedText(
                "An SPA that was installed with a workplace of the gallery cannot leave it. Leave it out of typeIds.",
                ru:
                    "Смарт-процесс, установленный вместе с рабочим местом из галереи, нельзя из него забрать. Уберите его из "
                    + "typeIds.")),
        Row(
            kind: .requiredField, methods: ["crm.automatedsolution."],
            message: LocalizedText("The workplace needs a title.", ru: "У рабочего места должно быть название."),
            hint: LocalizedText("Fill in fields.title.", ru: "Заполните fields.title.")),
        Row(
            kind: .accessDenied, methods: ["crm.automatedsolution."],
            message: LocalizedText(
                "The owner of the credential may not manage digital workplaces[[ ({method})]].",
                ru: "Владелец ключа доступа не может управлять цифровыми рабочими местами[[ ({method})]]."),
            hint: LocalizedText(
                "In \(Place.crmPermissions.en), section \"Automated solutions\", give the owner's role \"Edit automation "
                    + "solutions\"; moving an SPA also needs \"User can edit preferences\" in CRM. Or use an administrator's "
                    + "webhook.",
                ru:
                    "В правах доступа (\(Place.crmPermissions.ru), раздел «Цифровые рабочие места») разрешите роли владельца "
                    + "изменять рабочие места; чтобы переносить смарт-процессы, нужно ещё «Разрешить изменять настройки» в "
                    + "CRM. Или используйте вебхук администратора.")),
        Row(
            kind: .notFound, methods: ["crm.automatedsolution."],
            message: LocalizedText("There is no such workplace.", ru: "Такого цифрового рабочего места нет."),
            hint: LocalizedText(
                "b24.workplace.list() shows the ids. The customSectionId of an SPA is another number.",
                ru: "Идентификаторы показывает b24.workplace.list(). customSectionId смарт-процесса — другое число.")),
    ]

    private static let spaRows: [Row] = [
        Row(
            kind: .notFound, methods: ["crm.type."],
            message: LocalizedText(
                "There is no such SPA[[ ({method})]].", ru: "Такого смарт-процесса нет[[ ({method})]]."),
            hint: LocalizedText(
                "crm.type.get, .update and .delete take the id of the type (13), not its entityTypeId (156): "
                    + "b24.spa.list() shows both. For an entityTypeId call crm.type.getByEntityTypeId.",
                ru: "crm.type.get, .update и .delete принимают id типа (13), а не entityTypeId (156): оба показывает "
                    + "b24.spa.list(). Для entityTypeId есть crm.type.getByEntityTypeId.")),
        Row(
            kind: .notFound, methods: ["crm.item.", "crm.category."],
            hint: LocalizedText(
                "Either the SPA or the record is missing. These methods take the entityTypeId (156), not the id of the type "
                    + "(13): b24.spa.list() shows both.",
                ru:
                    "Нет либо смарт-процесса, либо самой записи. Эти методы принимают entityTypeId (156), а не id типа (13): "
                    + "оба показывает b24.spa.list().")),
        Row(
            code: "BX_ERROR", methods: ["crm.type.delete"],
            message: LocalizedText("The SPA still has items.", ru: "В смарт-процессе ещё есть элементы."),
            hint: LocalizedText(
                "Delete or move its items first, the recycle bin included; then delete the SPA.",
                ru: "Сначала удалите или перенесите элементы, в том числе из корзины, затем удаляйте смарт-процесс.")),
        Row(
            kind: .invalidArgument, methods: ["crm.category.delete"],
            message: LocalizedText("This funnel cannot be deleted.", ru: "Эту воронку нельзя удалить."),
            hint: LocalizedText(
                "Move its items to another funnel. The default funnel stays until another one is made the default; a system "
                    + "funnel always stays.",
                ru:
                    "Перенесите её элементы в другую воронку. Воронку по умолчанию можно удалить, только назначив такой "
                    + "другую; системную удалить нельзя.")),
        Row(
            code: "ADDING_DISABLED",
            hint: LocalizedText(
                "A system funnel is made by Bitrix24 only: leave isSystem and code out.",
                ru: "Системные воронки создаёт только Битрикс24: уберите isSystem и code.")),
        Row(
            code: "ENTITY_TYPE_NOT_SUPPORTED",
            message: LocalizedText(
                "This kind of CRM object does not work with {method}.",
                ru: "Этот тип объектов CRM не работает с методом {method}."),
            hint: LocalizedText(
                "Check entityTypeId. For funnels, switch them on in the SPA's settings (isCategoriesEnabled); for invoices, "
                    + "use 31 rather than the old 5.",
                ru:
                    "Проверьте entityTypeId. Для воронок включите их в настройках смарт-процесса (isCategoriesEnabled); для "
                    + "счетов используйте 31, а не старый тип 5.")),
        Row(
            code: "CREATE_DYNAMIC_TYPE_RESTRICTED",
            message: LocalizedText(
                "The portal's plan allows no more SPAs.",
                ru: "Тариф портала не разрешает создать ещё один смарт-процесс."),
            hint: LocalizedText(
                "Delete an SPA that is no longer used, or choose a larger plan.",
                ru: "Удалите ненужный смарт-процесс или перейдите на старший тариф.")),
        Row(
            code: "UPDATE_DYNAMIC_TYPE_RESTRICTED",
            message: LocalizedText(
                "The portal's plan does not let SPAs be changed.", ru: "Тариф портала не даёт менять смарт-процессы.")),
        Row(
            code: "CREATE_DYNAMIC_ITEM_RESTRICTED",
            message: LocalizedText(
                "The portal's plan does not let SPA items be created.",
                ru: "Тариф портала не даёт создавать элементы смарт-процессов.")),
        Row(
            code: "UPDATE_DYNAMIC_ITEM_RESTRICTED",
            message: LocalizedText(
                "The portal's plan does not let SPA items be changed.",
                ru: "Тариф портала не даёт менять элементы смарт-процессов.")),
        Row(
            code: "MAX_IMPORT_BATCH_SIZE_EXCEEDED",
            message: LocalizedText(
                "One import takes 20 items at most.", ru: "За один импорт принимается не больше 20 элементов."),
            hint: LocalizedText(
                "Send the items in groups of 20; items:import of b24.spa does it.",
                ru: "Отправляйте элементы группами по 20; items:import в b24.spa делает это сам.")),
        Row(
            code: "INVALID_ARG_VALUE", methods: ["crm.type.add"],
            hint: LocalizedText(
                "entityTypeId is an even number from 1030, or 128 to 192, and is not taken yet. Leave it out: the portal "
                    + "chooses one.",
                ru:
                    "entityTypeId — чётное число от 1030 либо от 128 до 192, ещё не занятое. Можно не указывать: портал "
                    + "выберет сам.")),
        Row(
            code: "INVALID_ARG_VALUE", methods: ["crm.item.list", "crm.type.list", "crm.automatedsolution.list"],
            hint: LocalizedText(
                "A filter or order names a field that the object does not have, or a direction other than ASC and DESC. The "
                    + "fields are in crm.item.fields or crm.type.fields, in camelCase.",
                ru:
                    "В фильтре или сортировке указано поле, которого у объекта нет, или направление кроме ASC и DESC. Поля — в "
                    + "crm.item.fields и crm.type.fields, в camelCase.")),
        Row(
            code: "CRM_FIELD_ERROR_VALUE_NOT_VALID",
            hint: LocalizedText(
                "Look at the field in crm.item.fields: its type, whether it is multiple, and for lists the ids of its values. "
                    + "Creation dates and authors can be set in an import by an administrator only.",
                ru:
                    "Посмотрите поле в crm.item.fields: его тип, множественность, а для списков — id значений. Дату создания и "
                    + "автора может задать только администратор и только при импорте.")),
        Row(
            code: "", kind: .requiredField, methods: ["crm.type.add", "crm.type.update"],
            hint: LocalizedText(
                "[[{method} requires: {required}. ]]With isExternal the workplace is needed too: set isExternal aside and use "
                    + "b24.workplace.attach.",
                ru:
                    "[[{method} требует: {required}. ]]Вместе с isExternal нужно и рабочее место: не указывайте isExternal, "
                    + "используйте b24.workplace.attach.")),
        Row(
            kind: .invalidArgument, methods: ["crm.status.delete"],
            hint: LocalizedText(
                "Move the items out of the stage first. A system stage needs params.FORCED = \"Y\".",
                ru: "Сначала уберите элементы с этой стадии. Для системной стадии нужен params.FORCED = \"Y\".")),
        Row(
            kind: .invalidArgument, methods: ["userfieldconfig.add"],
            hint: LocalizedText(
                "moduleId is \"crm\", field.entityId is CRM_ with the id of the type (CRM_13), and field.fieldName begins with "
                    + "UF_CRM_13_.",
                ru:
                    "moduleId — \"crm\", field.entityId — CRM_ и id типа (CRM_13), а field.fieldName начинается с UF_CRM_13_."
            )),
    ]

    private static let rightsRows: [Row] = [
        Row(
            code: "ALLOWED_ONLY_INTRANET_USER",
            message: LocalizedText(
                "Only employees may do this; the owner of the credential is an extranet guest.",
                ru: "Это разрешено только сотрудникам, а владелец ключа доступа — гость экстранета."),
            hint: LocalizedText(
                "Use an employee's webhook, or add the user to a department of the company structure.",
                ru: "Используйте вебхук сотрудника или добавьте пользователя в отдел структуры компании.")),
        Row(
            code: "METHOD_CONFIRM_WAITING",
            message: LocalizedText(
                "An administrator has to confirm the first call of {method}.",
                ru: "Первый вызов {method} должен подтвердить администратор."),
            hint: LocalizedText(
                "Administrators have a notification in the portal; call again after they have agreed.",
                ru: "Администраторам пришло уведомление на портале; повторите вызов после их согласия.")),
        Row(
            code: "METHOD_CONFIRM_DENIED",
            message: LocalizedText(
                "An administrator has forbidden {method} for this credential.",
                ru: "Администратор запретил {method} для этого ключа доступа.")),
        Row(
            code: "", kind: .accessDenied, methods: ["crm.item.update"],
            message: LocalizedText(
                "The owner of the credential may not move items to this stage or funnel.",
                ru: "Владелец ключа доступа не может переводить элементы на эту стадию или в эту воронку."),
            hint: LocalizedText(
                "Rights are set per funnel and stage: \(Place.crmPermissions.en).",
                ru: "Права задаются для каждой воронки и стадии: \(Place.crmPermissions.ru).")),
        Row(
            code: "", kind: .accessDenied, methods: ["userfieldconfig."],
            hint: LocalizedText(
                "The role needs \"Allow to modify settings\" in CRM (\(Place.crmPermissions.en)). The portal gives the same "
                    + "answer for a field that does not exist: check the id.",
                ru: "Роли нужно право «Разрешить изменять настройки» в CRM (\(Place.crmPermissions.ru)). Так же портал "
                    + "отвечает, если поля нет: проверьте id.")),
        Row(
            kind: .accessDenied,
            methods: ["crm.type.", "crm.category.add", "crm.category.update", "crm.category.delete", "crm.status."],
            hint: LocalizedText(
                "The owner of the webhook needs CRM administration: in \(Place.crmPermissions.en) open the owner's role and "
                    + "tick \"Allow to modify settings\", or use an administrator's webhook.",
                ru:
                    "Владельцу вебхука нужен административный доступ к CRM: откройте его роль (\(Place.crmPermissions.ru)) и "
                    + "отметьте «Разрешить изменять настройки» либо используйте вебхук администратора.")),
        Row(
            kind: .accessDenied, methods: ["crm."],
            hint: LocalizedText(
                "Rights in CRM come from roles: in \(Place.crmPermissions.en) open the owner's role and allow the operation for "
                    + "this object, for SPAs funnel by funnel.",
                ru:
                    "Права в CRM дают роли: откройте роль владельца (\(Place.crmPermissions.ru)) и разрешите операцию для этого "
                    + "объекта, для смарт-процессов — в каждой воронке.")),
    ]

    private static let systemRows: [Row] = [
        Row(
            code: "NOT_EMULATED",
            message: LocalizedText(
                "The local portal does not imitate this[[: {method}]].",
                ru: "Локальный портал этого не умеет[[: {method}]]."),
            hint: LocalizedText(
                "Try it on a test portal of Bitrix24.", ru: "Проверьте это на тестовом портале Битрикс24.")),
        Row(
            code: "INVALID_REQUEST",
            message: LocalizedText(
                "The portal did not take the request as it is.", ru: "Портал не принял запрос в таком виде."),
            hint: LocalizedText(
                "REST works over https only: check the address.", ru: "REST работает только по https: проверьте адрес.")
        ),
        Row(
            code: "", kind: .insufficientScope, methods: ["userfieldconfig."],
            hint: LocalizedText(
                "Open the webhook (\(Place.webhook.en)) and tick {scopes}: custom fields need their own scope and that of "
                    + "the module they belong to.",
                ru:
                    "Откройте вебхук (\(Place.webhook.ru)) и отметьте {scopes}: для пользовательских полей нужны и своё "
                    + "право, и право модуля, которому они принадлежат.")),
        Row(
            kind: .applicationContext, methods: ["app.info"],
            hint: LocalizedText(
                "With a webhook, profile says who calls, scope what may be called, and user.admin whether it is an "
                    + "administrator.",
                ru:
                    "Для вебхука: profile скажет, кто вызывает, scope — что можно вызывать, user.admin — администратор ли "
                    + "это.")),
        Row(
            code: "INVALID_GRANT",
            hint: LocalizedText(
                "Sign in to the portal again: a refresh token lives 180 days and works once.",
                ru: "Войдите на портал заново: токен обновления живёт 180 дней и срабатывает один раз.")),
        Row(
            code: "INVALID_CLIENT",
            hint: LocalizedText(
                "Check client_id and client_secret, and that the application is installed on this portal.",
                ru: "Проверьте client_id и client_secret, а также то, что приложение установлено на этом портале.")),
        Row(
            code: "PAYMENT_REQUIRED",
            message: LocalizedText(
                "The application's trial or paid period is over.",
                ru: "Пробный или оплаченный период приложения закончился."),
            hint: LocalizedText(
                "Renew the application's payment; until then no token is issued.",
                ru: "Продлите оплату приложения: до этого токены не выдаются.")),
    ]
}
