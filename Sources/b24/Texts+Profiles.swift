import Credentials
import Localization

/// What `b24 profile` says, and what is said about secrets.
extension Texts {
    static let aboutProfile = LocalizedText("Named portals.", ru: "Именованные порталы (профили).")
    static let aboutProfileAdd = LocalizedText(
        "Add a portal by its inbound webhook.", ru: "Добавить портал по входящему вебхуку.")
    static let discussionProfileAdd = LocalizedText(
        """
        Asks for the webhook's URL, which is not shown; --webhook-stdin reads it from standard input. It is checked by one \
        look at the portal and kept in the first of these places that is there: the program of credential_helper, the \
        keyring of the session, a file encrypted with a passphrase (B24_PASSPHRASE, or asked for). --store decides otherwise. \
        With --read-only the profile refuses writes.
        """,
        ru: """
            Спрашивает адрес вебхука, ввод не отображается; с --webhook-stdin читает его со стандартного ввода. Вебхук \
            проверяется одним обращением к порталу и хранится в первом доступном месте: программа из credential_helper, \
            связка ключей сеанса, файл, зашифрованный парольной фразой (B24_PASSPHRASE или вопрос). Другое место задаёт \
            --store. С --read-only профиль запрещает изменения.
            """)
    static let aboutProfileList = LocalizedText("List the profiles.", ru: "Показать профили.")
    static let aboutProfileShow = LocalizedText(
        "Show one profile; never its secret.", ru: "Показать один профиль; секрет не выводится.")
    static let aboutProfileUse = LocalizedText("Make a profile the default.", ru: "Сделать профиль основным.")
    static let aboutProfileRename = LocalizedText(
        "Give a profile another name.", ru: "Переименовать профиль.")
    static let aboutProfileRemove = LocalizedText(
        "Remove a profile and its secret.", ru: "Удалить профиль вместе с секретом.")

    static let argumentNewProfile = LocalizedText("Its name.", ru: "Имя профиля.")
    static let argumentProfile = LocalizedText("The profile.", ru: "Профиль.")
    static let argumentProfileOrDefault = LocalizedText(
        "The profile; without it the default one.", ru: "Профиль; если не указан, основной.")
    static let argumentProfileOrDemo = LocalizedText("The profile, or demo.", ru: "Профиль или demo.")
    static let argumentNewName = LocalizedText("Its new name.", ru: "Новое имя.")
    static let optionWebhookStdin = LocalizedText(
        "Read the webhook's URL from standard input.", ru: "Прочитать адрес вебхука со стандартного ввода.")
    static let optionStore = LocalizedText("Where the secret lives.", ru: "Где хранить секрет.")
    static let optionProfilePlan = LocalizedText(
        "The portal's tariff, for its request limits.", ru: "Тариф портала, от него зависят лимиты запросов.")
    static let optionProtected = LocalizedText(
        "Writes need --yes, or the profile's name typed.", ru: "Для изменений нужен --yes или ввод имени профиля.")
    static let optionDefault = LocalizedText("Make it the default.", ru: "Сделать основным.")
    static let optionNoCheck = LocalizedText(
        "Do not ask the portal whether the webhook works.", ru: "Не проверять вебхук обращением к порталу.")
    static let optionKeepSecret = LocalizedText(
        "Leave the secret where it is, for a store that is gone.",
        ru: "Не трогать секрет: если хранилища больше нет.")

    // MARK: Names

    static func oddName(_ name: String) -> LocalizedText {
        LocalizedText("'\(name)' cannot be the name of a profile", ru: "«\(name)» не может быть именем профиля")
    }
    static func reservedName(_ name: String) -> LocalizedText {
        LocalizedText("'\(name)' is a name of b24's own", ru: "«\(name)» это собственное имя b24")
    }
    static let nameRules = LocalizedText(
        "Take up to 64 letters, digits, hyphens, underscores and dots; demo and webhook are taken.",
        ru: "Возможны до 64 букв, цифр, дефисов, подчёркиваний и точек; demo и webhook заняты.")

    // MARK: Adding

    static func askReplaceProfile(_ name: String, _ domain: String) -> LocalizedText {
        LocalizedText(
            "There is a profile '\(name)' (\(domain)). Replace it?",
            ru: "Профиль «\(name)» (\(domain)) уже есть. Заменить его?")
    }
    static func profileNotReplaced(_ name: String) -> LocalizedText {
        LocalizedText(
            "there is a profile '\(name)' already; nothing was changed",
            ru: "профиль «\(name)» уже есть; ничего не изменено")
    }
    static let howToReplace = LocalizedText(
        "Take another name, or confirm with --yes.", ru: "Выберите другое имя или подтвердите с --yes.")
    static let emptyInput = LocalizedText("standard input is empty", ru: "стандартный ввод пуст")
    static let noWebhookGiven = LocalizedText(
        "no webhook was given, and nobody can be asked", ru: "вебхук не указан, а спросить некого")
    static func howToPipeWebhook(_ name: String) -> LocalizedText {
        LocalizedText(
            "On a terminal it is asked for. Elsewhere: b24 profile add \(name) --webhook-stdin < FILE.",
            ru: "В терминале b24 его спросит. Иначе: b24 profile add \(name) --webhook-stdin < ФАЙЛ.")
    }
    static func signedIn(_ caller: AuthStatus) -> LocalizedText {
        let granted = caller.granted ?? []
        let scopes = granted.isEmpty ? "-" : granted.sorted().joined(separator: ", ")
        let (name, admin) = (caller.nameOrNumber ?? "?", authAnswer(caller.isAdmin))
        return LocalizedText(
            "Signed in as \(name), administrator: \(admin.en), scopes: \(scopes)",
            ru: "Вход выполнен: \(name), администратор: \(admin.ru), права: \(scopes)")
    }
    static func profileAdded(_ name: String, _ domain: String, _ kind: StoreKind?) -> LocalizedText {
        let place = kind.map(storeName) ?? LocalizedText("?", ru: "?")
        return LocalizedText(
            "Profile '\(name)' (\(domain)) is added. Its webhook is kept in \(place.en).",
            ru: "Профиль «\(name)» (\(domain)) добавлен. Вебхук хранит \(place.ru).")
    }
    static func storeName(_ kind: StoreKind) -> LocalizedText {
        switch kind {
        case .helper: LocalizedText("the credential helper", ru: "программа из credential_helper")
        case .keyring: LocalizedText("the keyring", ru: "связка ключей")
        case .encryptedFile: LocalizedText("an encrypted file", ru: "зашифрованный файл")
        case .plainFile: LocalizedText("a plain file", ru: "незашифрованный файл")
        }
    }
    static let plainFileWarning = LocalizedText(
        "the webhook lies in a file as it is: whoever gets a copy of the file (a backup, say) can use it",
        ru:
            "вебхук лежит в файле как есть: им сможет воспользоваться любой, у кого окажется копия (например, резервная)"
    )
    static func whyNotKeyring(_ reason: LocalizedText) -> LocalizedText {
        LocalizedText("(No keyring: \(reason.en).)", ru: "(Без связки ключей: \(reason.ru).)")
    }
    static let isDefaultProfile = LocalizedText(
        "It is the default: b24 doctor looks whether everything works.",
        ru: "Это основной профиль: всё ли работает, покажет b24 doctor.")
    static func howToUseProfile(_ name: String) -> LocalizedText {
        LocalizedText(
            "Use it with --profile \(name), or make it the default: b24 profile use \(name).",
            ru: "Работать с ним: --profile \(name); сделать основным: b24 profile use \(name).")
    }

    // MARK: The others

    static let noProfiles = LocalizedText(
        "There are no profiles: everything works on the demo portal. b24 profile add NAME adds one.",
        ru: "Профилей нет: всё работает на демо-портале. Добавить: b24 profile add ИМЯ.")
    static let noDefaultProfile = LocalizedText("there is no default profile", ru: "основной профиль не выбран")
    static let chooseDefault = LocalizedText(
        "Name one, or choose one: b24 profile use NAME. b24 profile list shows them.",
        ru: "Укажите имя или выберите основной: b24 profile use ИМЯ. Список: b24 profile list.")
    static func profileUsed(_ name: String) -> LocalizedText {
        LocalizedText("'\(name)' is the default profile now.", ru: "Теперь основной профиль «\(name)».")
    }
    static func profileRenamed(_ old: String, _ new: String) -> LocalizedText {
        LocalizedText("Profile '\(old)' is called '\(new)' now.", ru: "Профиль «\(old)» теперь называется «\(new)».")
    }
    static func askRemoveProfile(_ name: String, _ domain: String, keepsSecret: Bool) -> LocalizedText {
        keepsSecret
            ? LocalizedText("Remove profile '\(name)' (\(domain))?", ru: "Удалить профиль «\(name)» (\(domain))?")
            : LocalizedText(
                "Remove profile '\(name)' (\(domain)) and its secret?",
                ru: "Удалить профиль «\(name)» (\(domain)) вместе с секретом?")
    }
    static func profileRemoved(_ name: String) -> LocalizedText {
        LocalizedText(
            "Profile '\(name)' is removed. On the portal the webhook lives on until it is deleted there.",
            ru: "Профиль «\(name)» удалён. На портале вебхук действует, пока его не удалят там.")
    }
    static func webhookFileStays(_ path: String) -> LocalizedText {
        LocalizedText("Your file \(path) stays.", ru: "Ваш файл \(path) остаётся.")
    }
    static func secretStays(_ name: String, _ kind: String, _ reason: LocalizedText) -> LocalizedText {
        LocalizedText(
            "the former secret of '\(name)' is still in its store (\(kind)): \(reason.en)",
            ru: "прежний секрет «\(name)» остался в хранилище (\(kind)): \(reason.ru)")
    }

    static func addProfileAgain(_ name: String, _ new: String) -> LocalizedText {
        LocalizedText(
            "Add the profile again (b24 profile add \(name)), with the webhook's address that begins with \(new)/.",
            ru: "Добавьте профиль заново (b24 profile add \(name)) с адресом вебхука, который начинается с \(new)/.")
    }

    // MARK: Passphrases and protection

    static func askPassphrase(_ path: String) -> LocalizedText {
        LocalizedText("Passphrase for \(path): ", ru: "Парольная фраза для \(path): ")
    }
    static let askPassphraseCorrected = LocalizedText(
        "It does not fit. Once more: ", ru: "Не подходит. Ещё раз: ")
    static func newPassphrase(_ path: String) -> LocalizedText {
        LocalizedText(
            "Secrets will be kept encrypted in \(path). Choose a passphrase; without it they are lost.",
            ru: "Секреты будут храниться зашифрованными в \(path). Придумайте парольную фразу: без неё их не вернуть.")
    }
    static let askNewPassphrase = LocalizedText("New passphrase (not shown): ", ru: "Новая фраза (не отображается): ")
    static let askPassphraseAgain = LocalizedText("The same again: ", ru: "Ещё раз: ")
    static let passphrasesDiffer = LocalizedText(
        "These were two different ones; once more.", ru: "Фразы не совпали; ещё раз.")
    static func askProtected(_ name: String) -> LocalizedText {
        LocalizedText(
            "Portal '\(name)' is protected. To let this run write, type its name:",
            ru: "Портал «\(name)» защищён. Чтобы разрешить изменения, введите его имя:")
    }
}
