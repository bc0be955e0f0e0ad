import Localization

/// What is said about sources, versions and changes.
extension Texts {
    static func noLibraryAt(_ source: String) -> LocalizedText {
        LocalizedText("there is no library at '\(source)'", ru: "по адресу «\(source)» нет библиотеки")
    }
    static func otherName(_ source: String, _ found: String, _ wanted: String) -> LocalizedText {
        LocalizedText(
            "the library at '\(source)' is called '\(found)', not '\(wanted)'",
            ru: "библиотека по адресу «\(source)» называется «\(found)», а не «\(wanted)»")
    }
    static func nameItSo(_ name: String) -> LocalizedText {
        LocalizedText("Call the dependency \(name).", ru: "Назовите зависимость \(name).")
    }
    static func otherVersion(_ source: String, _ tag: String, _ found: String) -> LocalizedText {
        LocalizedText(
            "b24.toml under the tag \(tag) of '\(source)' has the version \(found)",
            ru: "в b24.toml под тегом \(tag) в «\(source)» указана версия \(found)")
    }
    static let askForTag = LocalizedText(
        "Its authors have to put the tag vX.Y.Z on a commit whose b24.toml has version = \"X.Y.Z\".",
        ru: "Авторам нужно поставить тег vX.Y.Z на коммит, в b24.toml которого version = \"X.Y.Z\".")
    static func noTag(_ tag: String, _ source: String) -> LocalizedText {
        LocalizedText("there is no tag \(tag) at '\(source)'", ru: "в «\(source)» нет тега \(tag)")
    }
    static func oddTag(_ tag: String, _ source: String) -> LocalizedText {
        LocalizedText(
            "the tag \(tag) at '\(source)' names no commit", ru: "тег \(tag) в «\(source)» указывает не на коммит")
    }
    static func noVersion(_ name: String, _ wanted: String, _ by: String, _ source: String) -> LocalizedText {
        LocalizedText(
            "\(by) needs '\(name)' \(wanted) or later, and '\(source)' has none that is compatible",
            ru: "\(by) нужна «\(name)» версии \(wanted) или новее, а в «\(source)» подходящей нет")
    }
    static func noVersionAt(_ source: String, _ wanted: String?) -> LocalizedText {
        let (en, ru) =
            wanted.map { (" \($0) or later that is compatible", " \($0) или новее, которая подходит") } ?? ("", "")
        return LocalizedText("'\(source)' has no version\(en)", ru: "в «\(source)» нет версии\(ru)")
    }
    static let noTags = LocalizedText(
        "It has no tag of the form vX.Y.Z. Its authors make one: git tag v1.0.0 && git push --tags.",
        ru: "Там нет ни одного тега вида vX.Y.Z. Авторы могут его поставить: git tag v1.0.0 && git push --tags.")
    static func versionsAre(_ versions: [String]) -> LocalizedText {
        let list = versions.joined(separator: ", ")
        return LocalizedText("There are: \(list).", ru: "Есть: \(list).")
    }
    static func twoSources(
        _ name: String, _ one: (by: String, source: String), _ other: (by: String, source: String)
    ) -> LocalizedText {
        LocalizedText(
            "'\(name)' has two sources: \(one.by) takes it from '\(one.source)', \(other.by) from '\(other.source)'",
            ru: "у «\(name)» два источника: \(one.by) берёт её из «\(one.source)», \(other.by) — из «\(other.source)»")
    }
    static func nameSource(_ name: String) -> LocalizedText {
        LocalizedText(
            "Put \(name) into [dependencies] of your b24.toml: its source there holds for all.",
            ru: "Укажите \(name) в [dependencies] своего b24.toml: источник оттуда действует для всех.")
    }
    static func twoSeries(
        _ name: String, _ one: (by: String, version: String), _ other: (by: String, version: String)
    ) -> LocalizedText {
        LocalizedText(
            "'\(name)' would be needed twice: \(one.by) needs \(one.version), \(other.by) needs \(other.version), which breaks it",
            ru:
                "«\(name)» нужна в двух несовместимых версиях: \(one.by) требует \(one.version), \(other.by) — \(other.version)"
        )
    }
    static func oneSeries(_ name: String) -> LocalizedText {
        LocalizedText(
            "One version of \(name) is loaded in a run: choose versions of those two that agree on it.",
            ru:
                "За один запуск загружается одна версия \(name): выберите такие версии этих двух, которые в ней сходятся."
        )
    }
    static func circle(_ names: String) -> LocalizedText {
        LocalizedText(
            "libraries need each other in a circle: \(names)", ru: "библиотеки нужны друг другу по кругу: \(names)")
    }
    static let breakCircle = LocalizedText(
        "Move what both need into a third library.", ru: "Вынесите общее в третью библиотеку.")
    static func pathInShared(_ name: String, _ inner: String, _ path: String) -> LocalizedText {
        LocalizedText(
            "'\(name)' needs '\(inner)' from '\(path)', which only its authors have",
            ru: "«\(name)» берёт «\(inner)» из «\(path)», а это есть только у её авторов")
    }
    static let onlyGitInShared = LocalizedText(
        "A library that is shared takes others from git addresses; or name that one in your own b24.toml.",
        ru: "Общая библиотека берёт другие только по адресам git; либо укажите ту в своём b24.toml.")
    static func otherAPI(_ name: String, _ version: String, _ api: Int, _ host: Int) -> LocalizedText {
        LocalizedText(
            "'\(name)' \(version) is written for the interface \(api) of b24, and this is \(host)",
            ru: "«\(name)» \(version) написана для интерфейса b24 номер \(api), а здесь \(host)")
    }
    static let takeNewerVersion = LocalizedText(
        "Take a newer version of the library, if there is one.",
        ru: "Возьмите более новую версию библиотеки, если она есть.")
    static func movedTag(_ tag: String, _ source: String, _ locked: String, _ found: String) -> LocalizedText {
        LocalizedText(
            "the tag \(tag) at '\(source)' is not what it was when it was locked: \(found), not \(locked)",
            ru: "тег \(tag) в «\(source)» уже не тот, что при закреплении: \(found) вместо \(locked)")
    }
    static func madeAnew(_ tag: String, _ source: String) -> LocalizedText {
        LocalizedText(
            "the tag \(tag) at '\(source)' was made anew since it was locked: its message or signature is another",
            ru: "тег \(tag) в «\(source)» с тех пор создали заново: у него другое сообщение или подпись")
    }
    static let askAboutTag = LocalizedText(
        "A published version does not change. Ask its authors; a new version is a new tag.",
        ru: "Опубликованная версия не меняется. Спросите авторов; новая версия — это новый тег.")
    static func changedSource(_ name: String, _ source: String, _ locked: String, _ found: String) -> LocalizedText {
        LocalizedText(
            "'\(name)' from '\(source)' is not what was locked: \(found), not \(locked)",
            ru: "«\(name)» из «\(source)» уже не та, что закреплена: \(found) вместо \(locked)")
    }
    static func updateLibrary(_ name: String) -> LocalizedText {
        LocalizedText(
            "If that is meant, b24 lib update \(name) locks it as it is.",
            ru: "Если так и задумано, b24 lib update \(name) закрепит её как есть.")
    }
    static func noFile(_ path: String) -> LocalizedText {
        LocalizedText("there is no file '\(path)'", ru: "нет файла «\(path)»")
    }

    // MARK: git

    static func gitNotStarted(_ reason: String) -> LocalizedText {
        LocalizedText("git could not be started: \(reason)", ru: "не удалось запустить git: \(reason)")
    }
    static let installGit = LocalizedText(
        "Install git, or take libraries as archives: b24 lib add FILE.",
        ru: "Установите git или берите библиотеки архивами: b24 lib add ФАЙЛ.")
    static let gitTookTooLong = LocalizedText(
        "git did not come to an end within ten minutes", ru: "git не закончил работу за десять минут")
    static func gitFailed(_ source: String, _ message: String) -> LocalizedText {
        LocalizedText("git has failed with '\(source)': \(message)", ru: "git не справился с «\(source)»: \(message)")
    }
    static func tryGit(_ source: String) -> LocalizedText {
        LocalizedText(
            "Try the same by hand: git ls-remote \(source)", ru: "Попробуйте вручную: git ls-remote \(source)")
    }
    static let oddGitOutput = LocalizedText(
        "git has answered in a form that b24 does not know", ru: "git ответил в неизвестном b24 виде")

    // MARK: Archives

    static func noArchive(_ path: String) -> LocalizedText {
        LocalizedText("'\(path)' is no archive of a library", ru: "«\(path)» не архив библиотеки")
    }
    static func oddArchive(_ path: String, _ text: LocalizedText) -> LocalizedText {
        LocalizedText("the archive '\(path)' is not taken: \(text.en)", ru: "архив «\(path)» не принят: \(text.ru)")
    }
    static func changedArchive(_ path: String) -> LocalizedText {
        LocalizedText(
            "the archive '\(path)' was changed after it was made", ru: "архив «\(path)» изменили после создания")
    }
    static let getArchiveAnew = LocalizedText(
        "Get the file anew from whoever made it; b24 lib pack makes one.",
        ru: "Получите файл заново у того, кто его сделал; архив создаёт b24 lib pack.")
    static let oddSignature = LocalizedText("its signature is spoiled", ru: "подпись испорчена")

    // MARK: Changes of a project

    static let noPlaceInManifest = LocalizedText(
        "b24.toml is written in a form that b24 cannot change",
        ru: "b24.toml записан в виде, который b24 не может изменить")
    static let editByHand = LocalizedText(
        "Change [dependencies] by hand, then run b24 lib update.",
        ru: "Измените [dependencies] вручную, затем выполните b24 lib update.")
    static func neededNotLocked(_ name: String, _ by: String) -> LocalizedText {
        LocalizedText(
            "'\(by)' needs '\(name)', which is not in b24.lock", ru: "«\(by)» нужна «\(name)», а её нет в b24.lock")
    }
    static func unknownLibrary(_ name: String) -> LocalizedText {
        LocalizedText("b24.toml does not name '\(name)'", ru: "в b24.toml нет «\(name)»")
    }
    static func neededByOthers(_ name: String, _ by: String) -> LocalizedText {
        LocalizedText("'\(name)' is here because of \(by)", ru: "«\(name)» нужна для \(by)")
    }
    static let addItYourself = LocalizedText(
        "Put it into your own [dependencies] to choose its version: b24 lib add ADDRESS.",
        ru: "Чтобы выбирать её версию самим, внесите её в свой [dependencies]: b24 lib add АДРЕС.")
    static func libraries(_ names: [String]) -> LocalizedText? {
        names.isEmpty ? nil : versionsAre(names)
    }
    static func othersNeedNewer(_ name: String, _ wanted: String, _ got: String) -> LocalizedText {
        LocalizedText(
            "'\(name)' \(wanted) will not do: another library needs \(got)",
            ru: "«\(name)» \(wanted) не подойдёт: другой библиотеке нужна \(got)")
    }
    static let seeList = LocalizedText(
        "b24 lib list shows who needs what.", ru: "Кому что нужно, покажет b24 lib list.")
    static let nothingToRollBack = LocalizedText(
        "no change of this project's libraries is remembered on this machine",
        ru: "на этом компьютере не записано ни одного изменения библиотек этого проекта")
    static let changedSinceStep = LocalizedText(
        "b24.toml or b24.lock was changed since by something else than b24 lib",
        ru: "b24.toml или b24.lock с тех пор изменились не командой b24 lib")
    static let chooseVersion = LocalizedText(
        "Choose a version yourself: b24 lib update NAME --to 1.2.3; or take both files back from your version control.",
        ru: "Выберите версию сами: b24 lib update ИМЯ --to 1.2.3, или верните оба файла из системы контроля версий.")
}

/// What is said about the sources that people name.
extension Texts {
    static func noSource(_ text: String) -> LocalizedText {
        LocalizedText(
            "'\(text)' is neither an address of git nor a folder or archive that is there",
            ru: "«\(text)» — не адрес git и не папка или архив, которые здесь есть")
    }
    static let sourceKinds = LocalizedText(
        "A library comes from https://host/path, git@host:path, file:///path, ../folder or file.b24lib.",
        ru: "Библиотеку берут из https://host/path, git@host:path, file:///path, ../folder или file.b24lib.")
    static let ownFolder = LocalizedText(
        "a project cannot take its own folder as a library", ru: "проект не может взять библиотекой собственную папку")
    static func otherArchive(_ path: String) -> LocalizedText {
        LocalizedText(
            "'\(path)' is another archive of the same version", ru: "«\(path)» — другой архив той же версии")
    }
    static let newVersionNewNumber = LocalizedText(
        "What is new gets a new version. Ask whoever made the archive.",
        ru: "У нового должна быть новая версия. Спросите того, кто сделал архив.")
}
