import Localization

/// What `b24 lib` says.
extension Texts {
    static let aboutLib = LocalizedText(
        "Libraries that teams share: add, lock, update, publish.",
        ru: "Библиотеки, которыми делятся команды: добавить, закрепить, обновить, опубликовать.")
    static let discussionLib = LocalizedText(
        """
        A library is a git repository (or a folder, or an archive) with a b24.toml. A project names the ones it needs \
        in its own b24.toml; b24.lock fixes version, commit, files and rights of each. Keep both files with the project.
        """,
        ru: """
            Библиотека — это репозиторий git (или папка, или архив) с файлом b24.toml. Проект перечисляет нужные ему \
            в своём b24.toml; b24.lock закрепляет версию, коммит, файлы и права каждой. Храните оба файла с проектом.
            """)

    // MARK: Changes

    static let aboutLibAdd = LocalizedText(
        "Add a library to this project.", ru: "Добавить библиотеку в проект.")
    static let discussionLibAdd = LocalizedText(
        """
        From git the newest version is taken, and becomes the least one in b24.toml. A folder is taken as it is now; an \
        archive from elsewhere is copied into vendor/. What the library may do is shown and has to be allowed.
        """,
        ru: """
            Из git берётся самая новая версия, она же становится наименьшей в b24.toml. Папка берётся такой, какая она \
            сейчас; архив со стороны копируется в vendor/. Права библиотеки показываются, их нужно разрешить.
            """)
    static let argumentSource = LocalizedText(
        "https://host/path, git@host:path, file:///path, a folder, or an archive.",
        ru: "https://host/path, git@host:path, file:///path, папка или архив.")
    static let optionAtLeast = LocalizedText(
        "The least version instead of the newest: 2.1 takes 2.1.0 or the next one after it.",
        ru: "Наименьшая версия вместо самой новой: 2.1 возьмёт 2.1.0 или следующую за ней.")
    static let aboutLibUpdate = LocalizedText(
        "Take newer versions of libraries.", ru: "Взять новые версии библиотек.")
    static let discussionLibUpdate = LocalizedText(
        """
        Shows the change log, the files that differ, and what a library may do more; more has to be allowed, and nothing \
        is written before. Versions that break their users are only told: take one with --to.
        """,
        ru: """
            Показывает журнал изменений, отличия в файлах и новые права; новые права нужно разрешить, до этого ничего не \
            записывается. О несовместимых версиях только сообщается: их берут через --to.
            """)
    static let argumentLibraries = LocalizedText(
        "Names of libraries; all, if none is given.", ru: "Имена библиотек; без них — все.")
    static let optionTo = LocalizedText(
        "Exactly this version, also an older one.", ru: "Именно эта версия, в том числе более старая.")
    static let toNeedsOneName = LocalizedText(
        "--to needs the name of one library.", ru: "Для --to нужно имя одной библиотеки.")
    static func noVersion(_ text: String) -> LocalizedText {
        LocalizedText("'\(text)' is no version; write 1.4.2", ru: "«\(text)» не версия; пишите 1.4.2")
    }
    static func breakingVersion(_ name: String, _ version: String) -> LocalizedText {
        LocalizedText(
            "\(name) \(version) is there, and may break what uses it: b24 lib update \(name) --to \(version)",
            ru: "Есть \(name) \(version), она может быть несовместима: b24 lib update \(name) --to \(version)")
    }
    static let aboutLibRollback = LocalizedText(
        "Take the last change of the libraries back.", ru: "Отменить последнее изменение библиотек.")
    static let discussionLibRollback = LocalizedText(
        """
        b24.toml and b24.lock become what they were before the last add, update or remove on this machine; once more goes \
        one step further back. Refused when either file was changed since by something else.
        """,
        ru: """
            b24.toml и b24.lock станут такими, какими были до последнего add, update или remove на этом компьютере; ещё раз — \
            ещё на шаг назад. Отказ, если с тех пор файлы изменило что-то другое.
            """)
    static let aboutLibRemove = LocalizedText(
        "Remove a library from this project.", ru: "Убрать библиотеку из проекта.")
    static let argumentLibrary = LocalizedText("The name of a library.", ru: "Имя библиотеки.")
    static func howToRequire(_ name: String) -> LocalizedText {
        LocalizedText("In a script: require \"\(name)\"", ru: "В скрипте: require \"\(name)\"")
    }
    static let libraryNew = LocalizedText("new", ru: "новая")
    static let libraryGone = LocalizedText("removed", ru: "убрана")
    static let libraryOther = LocalizedText("changed", ru: "изменена")
    static let mayDo = LocalizedText("It may:", ru: "Ей разрешено:")
    static let mayDoMore = LocalizedText("It may do more:", ru: "Новые права:")
    static let mayDoLess = LocalizedText("It may do less:", ru: "Больше не нужно:")
    static let mayDoNothing = LocalizedText(
        "It may do nothing on a portal.", ru: "На портале ей ничего не разрешено.")
    static let noLimitAnyMore = LocalizedText(
        "no limit of writes any more", ru: "число изменений больше не ограничено")
    static func filesChanged(_ count: Int, _ added: Int, _ removed: Int) -> LocalizedText {
        LocalizedText(
            "\(count == 1 ? "1 file differs" : "\(count) files differ"), +\(added) -\(removed) lines",
            ru: "файлов с отличиями: \(count), строк +\(added) -\(removed)")
    }
    static func askWider(_ names: String) -> LocalizedText {
        LocalizedText("Allow that to \(names)?", ru: "Разрешить это: \(names)?")
    }
    static func widerHeld(_ names: String) -> LocalizedText {
        LocalizedText(
            "\(names): needs more than is allowed, and nobody can be asked; nothing was written",
            ru: "\(names): нужно больше прав, чем разрешено, а спросить некого; ничего не записано")
    }
    static let howToAllowWider = LocalizedText(
        "Read what it may do, then run the same in a terminal, or with --yes.",
        ru: "Прочитайте, какие права нужны, и повторите в терминале или с --yes.")
    static func widerRefused(_ names: String) -> LocalizedText {
        LocalizedText(
            "\(names) was not allowed that; nothing was written", ru: "\(names): не разрешено; ничего не записано")
    }
    static let librariesNotWritten = LocalizedText(
        "--dry-run: nothing was written.", ru: "--dry-run: ничего не записано.")
    static let librariesUnchanged = LocalizedText("Nothing to change.", ru: "Менять нечего.")
    static func librariesWritten(_ count: Int) -> LocalizedText {
        LocalizedText(
            "b24.toml and b24.lock are written (\(count == 1 ? "1 library" : "\(count) libraries")); keep both with the project.",
            ru: "b24.toml и b24.lock записаны (библиотек: \(count)); храните оба файла с проектом.")
    }
    static func noProjectAbove(_ folder: String) -> LocalizedText {
        LocalizedText(
            "neither '\(folder)' nor a folder above it has a b24.toml", ru: "ни в «\(folder)», ни выше нет b24.toml")
    }
    static let howToStartProject = LocalizedText(
        "b24 lib add ADDRESS starts a project with its first library.",
        ru: "b24 lib add АДРЕС начнёт проект с первой библиотекой.")
    static func noLibraryName(_ text: String) -> LocalizedText {
        LocalizedText("'\(text)' is no name of a library", ru: "«\(text)» не имя библиотеки")
    }

    // MARK: Installing and looking

    static let aboutLibInstall = LocalizedText(
        "Get what b24.lock names onto this machine.", ru: "Получить на этот компьютер всё, что указано в b24.lock.")
    static let discussionLibInstall = LocalizedText(
        """
        What the store has already needs no network. Without a terminal, or with --locked, only what is locked is taken: a \
        b24.toml that asks for more is refused.
        """,
        ru: """
            Для того, что уже есть в хранилище, сеть не нужна. Без терминала или с --locked берётся только закреплённое: если \
            b24.toml просит большего, будет отказ.
            """)
    static let howToLock = LocalizedText(
        "Run b24 lib install in a terminal, or b24 lib update, and commit b24.lock.",
        ru: "Выполните b24 lib install в терминале или b24 lib update и закоммитьте b24.lock.")
    static func librariesInstalled(_ count: Int, _ fetched: Int) -> LocalizedText {
        LocalizedText(
            "\(count == 1 ? "1 library" : "\(count) libraries"), \(fetched) fetched.",
            ru: "Библиотек: \(count), получено: \(fetched).")
    }
    static let aboutLibVerify = LocalizedText(
        "Check that everything is what was locked.", ru: "Проверить, что всё такое, каким закреплено.")
    static let discussionLibVerify = LocalizedText(
        """
        Compares every byte in the store with b24.lock, and signatures. With --sources also the tags, folders and archives \
        they came from. Exit code 4 when something was changed.
        """,
        ru: """
            Сверяет каждый байт в хранилище с b24.lock, а также подписи. С --sources — ещё и теги, папки и архивы, откуда они \
            взяты. Код выхода 4, если что-то изменено.
            """)
    static let optionSources = LocalizedText("Ask the sources as well.", ru: "Сверить и с источниками.")
    static let isWell = LocalizedText("ok", ru: "ок")
    static let isNotWell = LocalizedText("bad", ru: "не то")
    static func librariesVerified(_ count: Int, _ bad: Int) -> LocalizedText {
        LocalizedText(
            "\(count == 1 ? "1 library" : "\(count) libraries"), \(bad) not as locked.",
            ru: "Библиотек: \(count), с отличиями: \(bad).")
    }
    static let aboutLibList = LocalizedText("The libraries of this project.", ru: "Библиотеки проекта.")
    static let noLibraries = LocalizedText(
        "This project has no libraries. Add one: b24 lib add ADDRESS",
        ru: "В проекте нет библиотек. Добавить: b24 lib add АДРЕС")
    static let aboutLibInfo = LocalizedText(
        "What a library is for and what it may do.", ru: "Для чего библиотека и что ей разрешено.")
    static func unknownLibrary(_ name: String) -> LocalizedText {
        LocalizedText("this project has no library '\(name)'", ru: "в проекте нет библиотеки «\(name)»")
    }
    static func knownLibraries(_ names: [String]) -> LocalizedText? {
        let list = names.joined(separator: ", ")
        return names.isEmpty ? nil : LocalizedText("It has: \(list).", ru: "Есть: \(list).")
    }
    static let nothing = LocalizedText("nothing on a portal", ru: "ничего на портале")
    static let infoSource = LocalizedText("from", ru: "откуда")
    static let infoCommit = LocalizedText("commit", ru: "коммит")
    static let infoTree = LocalizedText("files", ru: "файлы")
    static let infoAPI = LocalizedText("interface", ru: "интерфейс")
    static let infoSigner = LocalizedText("signed by", ru: "подпись")
    static let infoNeeds = LocalizedText("needs", ru: "нужны")
    static let infoModules = LocalizedText("modules", ru: "модули")
    static let infoLinked = LocalizedText("linked, not locked", ru: "подключена папкой, не закреплена")
    static let infoCommands = LocalizedText("Commands:", ru: "Команды:")

    // MARK: Links

    static let aboutLibLink = LocalizedText(
        "Use a folder instead of the locked library, on this machine.",
        ru: "Использовать папку вместо закреплённой библиотеки, на этом компьютере.")
    static let discussionLibLink = LocalizedText(
        """
        For work on a library: its files count as they are. Neither b24.toml nor b24.lock changes. Runs with a linked library \
        are marked; runs that take only what is locked refuse it.
        """,
        ru: """
            Для работы над библиотекой: её файлы берутся как есть. Ни b24.toml, ни b24.lock не меняются. Запуски с ней \
            помечаются, а запуски, которые берут только закреплённое, её не примут.
            """)
    static let argumentLinked = LocalizedText("The folder of the library.", ru: "Папка библиотеки.")
    static let optionUnlink = LocalizedText(
        "Take the link of this library away.", ru: "Убрать подключение этой библиотеки.")
    static let folderOrRemove = LocalizedText(
        "Give either a folder or --remove NAME.", ru: "Укажите папку или --remove ИМЯ.")
    static func notLinked(_ name: String) -> LocalizedText {
        LocalizedText("'\(name)' is not linked", ru: "«\(name)» не подключена папкой")
    }
    static func linked(_ name: String, _ folder: String) -> LocalizedText {
        LocalizedText(
            "\(name) comes from '\(folder)' on this machine. Take that back: b24 lib link --remove \(name)",
            ru: "\(name) на этом компьютере берётся из «\(folder)». Вернуть: b24 lib link --remove \(name)")
    }
    static func unlinked(_ name: String) -> LocalizedText {
        LocalizedText("\(name) is the locked one again.", ru: "\(name) снова берётся закреплённая.")
    }

    // MARK: Authors

    static let aboutLibInit = LocalizedText("Begin a library in a new folder.", ru: "Начать библиотеку в новой папке.")
    static let argumentNewLibrary = LocalizedText(
        "Its name, and that of the folder: acme-crm.", ru: "Её имя и имя папки: acme-crm.")
    static func libraryBegun(_ name: String) -> LocalizedText {
        LocalizedText(
            "Say in b24.toml what it is for and what it may do. Publish: git init, commit, git tag v0.1.0, push; "
                + "or b24 lib pack. Try it in a project: b24 lib link ../\(name)",
            ru: "Опишите в b24.toml, для чего она и что ей нужно. Публикация: git init, commit, git tag v0.1.0, push; "
                + "или b24 lib pack. Попробовать в проекте: b24 lib link ../\(name)")
    }
    static let aboutLibPack = LocalizedText(
        "Put the library in this folder into one file.", ru: "Собрать библиотеку из этой папки в один файл.")
    static let discussionLibPack = LocalizedText(
        "For teams without a place for git: the file is a tar archive that b24 lib add FILE takes.",
        ru: "Для команд без git-хостинга: это архив tar, его принимает b24 lib add ФАЙЛ.")
    static let argumentArchive = LocalizedText(
        "The file; beside the folder, named after library and version, when it is left out.",
        ru: "Файл; если не указан — рядом с папкой, по имени и версии библиотеки.")
    static let optionSign = LocalizedText("Sign it: see b24 lib key.", ru: "Подписать: см. b24 lib key.")
    static func packed(_ file: String, _ name: String) -> LocalizedText {
        LocalizedText(
            "\(file) is written. Others take it: b24 lib add \(file)",
            ru: "Записан \(file). Другие подключают его так: b24 lib add \(file)")
    }
    static let aboutLibKey = LocalizedText(
        "Show the public half of your signing key, made at the first time.",
        ru: "Показать открытую часть своего ключа подписи; в первый раз он создаётся.")
    static let discussionLibKey = LocalizedText(
        """
        Teams that want signatures put the key into their file of allowed signers and set require_signatures = true in \
        b24.toml. The secret half is a file for you alone; whoever has it can sign in your name.
        """,
        ru: """
            Команды, которым нужны подписи, вносят ключ в файл разрешённых подписей и ставят require_signatures = true в \
            b24.toml. Секретная часть лежит в файле, доступном только вам: у кого он есть, тот может подписывать за вас.
            """)
    static func keyMade(_ path: String) -> LocalizedText {
        LocalizedText("A key was made: \(path). Keep a copy of it.", ru: "Создан ключ: \(path). Сохраните его копию.")
    }
    static func noSigningKey(_ path: String) -> LocalizedText {
        LocalizedText("there is no signing key '\(path)'", ru: "нет ключа подписи «\(path)»")
    }
    static let makeSigningKey = LocalizedText("b24 lib key makes one.", ru: "Его создаст b24 lib key.")
    static let aboutLibSign = LocalizedText(
        "Tag the last commit of this library with its version, signed.",
        ru: "Поставить на последний коммит библиотеки подписанный тег с её версией.")
    static let discussionLibSign = LocalizedText(
        "The signature is over name, version, commit and files; it is in the message of the annotated tag.",
        ru: "Подписываются имя, версия, коммит и файлы; подпись лежит в сообщении аннотированного тега.")
    static func signed(_ tag: String) -> LocalizedText {
        LocalizedText(
            "Signed as \(tag). Publish: git push origin \(tag)",
            ru: "Подписано: \(tag). Публикация: git push origin \(tag)")
    }
}
