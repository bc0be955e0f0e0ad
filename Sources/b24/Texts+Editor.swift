import Localization

/// `b24 init` and `b24 types`.
extension Texts {
    static let aboutTypes = LocalizedText(
        "Write what editors know b24 and the portal from.",
        ru: "Записать файлы, по которым редакторы знают b24 и портал.")
    static let discussionTypes = LocalizedText(
        """
        The folder .b24/types of the project gets b24.lua (the module), methods.lua and rest/ (REST methods with their \
        parameters), the modules of the standard library, spec.lua (the words of tests), and portal.lua: smart processes, \
        funnels, stages and fields of the portal that --profile names. The portal is only read. In .luacheckrc the part \
        between the marks of b24 is renewed.

        Exit codes: 0 all written; 3 the portal refused some of it; 1 the portal was not read, the rest is written.
        """,
        ru: """
            В папку проекта .b24/types записываются b24.lua (модуль), methods.lua и rest/ (методы REST с параметрами), \
            модули стандартной библиотеки, spec.lua (слова тестов) и portal.lua: смарт-процессы, воронки, стадии и поля \
            портала, который задаёт --profile. Портал только читается. В .luacheckrc обновляется часть между метками b24.

            Коды выхода: 0 — записано всё; 3 — часть портал не отдал; 1 — портал не прочитан, остальное записано.
            """)
    static let optionPortalOnly = LocalizedText(
        "Only what belongs to the portal: portal.lua.", ru: "Только то, что относится к порталу: portal.lua.")
    static let optionNoPortal = LocalizedText(
        "All but portal.lua; no portal is asked.", ru: "Всё, кроме portal.lua; портал не запрашивается.")
    static let optionTypesOut = LocalizedText(
        "The folder to write to instead of .b24/types.", ru: "Папка вместо .b24/types.")
    static let portalOnlyAndNoPortal = LocalizedText(
        "Either --portal-only or --no-portal.", ru: "Укажите либо --portal-only, либо --no-portal.")

    static func noFolderForTypes(_ path: String) -> LocalizedText {
        LocalizedText("\(path) is not a folder.", ru: "\(path) — не папка.")
    }

    static func foreignFolder(_ path: String) -> LocalizedText {
        LocalizedText(
            "\(path) holds files that b24 types has not written.", ru: "В \(path) лежат файлы, созданные не b24 types.")
    }

    static let emptyFolderHint = LocalizedText(
        "Name a folder that is empty or not there yet.", ru: "Укажите пустую или ещё не созданную папку.")

    static func portalNotRead(isKept: Bool) -> LocalizedText {
        isKept
            ? LocalizedText(
                "The portal was not read; portal.lua stays as it was.",
                ru: "Портал не прочитан; portal.lua остаётся прежним.")
            : LocalizedText(
                "The portal was not read; there is no portal.lua.", ru: "Портал не прочитан; portal.lua нет.")
    }

    static func notRead(_ what: LocalizedText, _ reason: String) -> LocalizedText {
        LocalizedText("not read: \(what.en) (\(reason))", ru: "не прочитано: \(what.ru) (\(reason))")
    }

    static func change(_ change: TypeFolder.Change) -> LocalizedText {
        switch change {
        case .new: LocalizedText("new    ", ru: "новый  ")
        case .changed: LocalizedText("changed", ru: "изменён")
        case .same: LocalizedText("same   ", ru: "прежний")
        case .removed: LocalizedText("removed", ru: "удалён ")
        }
    }

    static func typesWritten(_ changed: Int, of all: Int, _ folder: String) -> LocalizedText {
        LocalizedText(
            changed == 0
                ? "\(folder): nothing to renew (\(all) files)" : "\(folder): \(changed) of \(all) files written",
            ru: changed == 0
                ? "\(folder): обновлять нечего (файлов: \(all))" : "\(folder): записано файлов: \(changed) из \(all)")
    }

    // MARK: init

    static let aboutInit = LocalizedText(
        "Set a folder up for editors and linters.", ru: "Подготовить папку для редакторов и линтеров.")
    static let discussionInit = LocalizedText(
        """
        Writes .luarc.json (Lua language server), .vscode/extensions.json, .luacheckrc, .stylua.toml, a line in \
        .gitignore, the types of b24 (b24 types) and, where there is no Lua yet, a first script. Files that are there \
        are left alone.
        """,
        ru: """
            Записывает .luarc.json (языковой сервер Lua), .vscode/extensions.json, .luacheckrc, .stylua.toml, строку в \
            .gitignore, типы b24 (b24 types) и, если Lua ещё нет, первый скрипт. Существующие файлы не изменяются.
            """)
    static let argumentInitFolder = LocalizedText(
        "The folder; the working folder by default.", ru: "Папка; по умолчанию рабочая.")
    static let optionInitForce = LocalizedText(
        "Replace files that are there; a copy of each stays.",
        ru: "Заменить существующие файлы; копия каждого остаётся.")
    static let filesKept = LocalizedText(
        "Kept files are not what b24 would write; --force replaces them and keeps a copy.",
        ru: "Оставленные файлы отличаются от тех, что записал бы b24; --force заменит их, сохранив копии.")

    static func change(_ change: ProjectSetup.Change) -> LocalizedText {
        switch change {
        case .new: LocalizedText("new", ru: "новый")
        case .same: LocalizedText("same", ru: "прежний")
        case .kept: LocalizedText("kept", ru: "оставлен")
        case .replaced: LocalizedText("replaced", ru: "заменён")
        case .extended: LocalizedText("extended", ru: "дополнен")
        }
    }

    static func copyAt(_ path: String) -> LocalizedText {
        LocalizedText("the old one: \(path)", ru: "прежний: \(path)")
    }

    static func whatNext(_ script: String?, _ folder: String?) -> LocalizedText {
        let change = folder.map { "  cd \($0)\n" } ?? ""
        let run = script.map { "b24 run \($0)" } ?? "b24 list"
        return LocalizedText(
            """

            What next:
            \(change)  \(run)
              b24 types --profile NAME    names of your portal for the editor (b24 profile add NAME)
              code .                      the editor offers the Lua extension
            """,
            ru: """

                Что дальше:
                \(change)  \(run)
                  b24 types --profile ИМЯ     имена вашего портала для редактора (b24 profile add ИМЯ)
                  code .                      редактор предложит расширение Lua
                """)
    }
}
