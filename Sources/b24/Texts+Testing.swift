import Localization

/// `b24 test`.
extension Texts {
    static let aboutTest = LocalizedText("Run the specs of scripts.", ru: "Запустить тесты скриптов.")
    static let discussionTest = LocalizedText(
        """
        Specs are files named *_spec.lua with describe, it and assert, as for busted; without arguments those of the folder \
        spec. Each file runs in a fresh Lua state against a private local portal in memory; no other portal is reached.

        --- @portal empty employee at the top of a spec says what portal it wants (demo with the rights of its \
        administrator by default). A test may take a minute, or what --max-time says.

        Exit codes: 0 when nothing failed, 1 when something did, 2 for a wrong command line.
        """,
        ru: """
            Тесты лежат в файлах *_spec.lua с describe, it и assert, как для busted; без аргументов — в папке spec. Каждый \
            файл выполняется в новом состоянии Lua на собственном локальном портале в памяти; другие порталы недоступны.

            Строка --- @portal empty employee в начале файла говорит, какой портал нужен (по умолчанию demo с правами \
            администратора). Тест может длиться минуту или столько, сколько задаёт --max-time.

            Коды выхода: 0 — ошибок нет, 1 — есть, 2 — неверная командная строка.
            """)
    static let argumentSpecs = LocalizedText("Spec files and folders with them.", ru: "Файлы тестов и папки с ними.")
    static let optionFilter = LocalizedText(
        "Only tests whose name has this text; may be given again.",
        ru: "Только тесты, в имени которых есть этот текст; можно повторять.")
    static let optionTags = LocalizedText(
        "Only tests with one of these tags (#slow in the name): a,b.",
        ru: "Только тесты с одной из этих меток (#slow в имени): a,b.")
    static let optionExcludeTags = LocalizedText(
        "Leave tests with one of these tags out.", ru: "Пропустить тесты с одной из этих меток.")
    static let optionShuffle = LocalizedText(
        "Run files and tests in a random order.", ru: "Выполнять файлы и тесты в случайном порядке.")
    static let optionOrderSeed = LocalizedText(
        "The order that this number gives.", ru: "Порядок, который задаёт это число.")
    static let optionTestOutput = LocalizedText(
        "How results are written: text, tap, junit.", ru: "Вид результатов: text, tap, junit.")
    static let optionCoverage = LocalizedText(
        "Tell which lines of the scripts have run.", ru: "Показать, какие строки скриптов выполнялись.")
    static let optionCoverageOutput = LocalizedText(
        "Write the coverage to this file, in the form of lcov.", ru: "Записать покрытие в этот файл в виде lcov.")
    static let optionRecord = LocalizedText(
        "Write what the portal answers to this file. With --profile that portal is read; writes to it are refused.",
        ru: "Записать ответы портала в этот файл. С --profile читается этот портал; изменения на нём отклоняются.")
    static let optionReplay = LocalizedText(
        "Answer from such a file; no portal is asked.", ru: "Отвечать из такого файла, не обращаясь к порталу.")

    static let recordAndReplay = LocalizedText(
        "Either --record or --replay.", ru: "Укажите либо --record, либо --replay.")
    static let testsAreLocal = LocalizedText(
        "Specs run on local portals; only --record reads the portal of a profile.",
        ru: "Тесты выполняются на локальных порталах; портал профиля читает только --record.")
    static let testsAreNotIsolated = LocalizedText(
        "Specs run at the levels team (default) and trusted.",
        ru: "Тесты выполняются на уровнях team (по умолчанию) и trusted.")
    static let testHasOutput = LocalizedText(
        "The results have forms of their own: --output text, tap or junit.",
        ru: "У результатов свои формы: --output text, tap или junit.")
    static let whereSpecsAre = LocalizedText(
        "Specs are files named *_spec.lua, in the folder spec unless you name others.",
        ru: "Тесты — это файлы *_spec.lua в папке spec, если не указаны другие.")

    static func noSpecs(_ paths: [String]) -> LocalizedText {
        let places = paths.isEmpty ? "spec" : paths.joined(separator: ", ")
        return LocalizedText("There are no specs in \(places).", ru: "Нет тестов в \(places).")
    }

    static func oddPortalWord(_ word: String, _ place: String) -> LocalizedText {
        LocalizedText(
            "\(place): '@portal' does not know '\(word)'.", ru: "\(place): '@portal' не понимает '\(word)'.")
    }

    static func portalWords(_ words: [String]) -> LocalizedText {
        let list = words.joined(separator: ", ")
        return LocalizedText("It knows \(list).", ru: "Возможные слова: \(list).")
    }

    static func noTape(_ file: String, line: Int) -> LocalizedText {
        LocalizedText(
            "\(file):\(line): this is no line that --record has written.",
            ru: "\(file):\(line): такую строку --record не записывает.")
    }

    static func notOnTape(_ method: String, _ params: String) -> LocalizedText {
        LocalizedText(
            "no answer was recorded for \(method) \(params)", ru: "не записан ответ на \(method) \(params)")
    }

    // MARK: Results

    static let testFailed = LocalizedText("Failed:", ru: "Не пройден:")
    static let testBroken = LocalizedText("Error:", ru: "Ошибка:")

    static func testSummary(_ summary: SpecSummary) -> LocalizedText {
        let time = TextSpecReport.seconds(summary.seconds)
        func some(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
        var en = "\(some(summary.all, "test")) in \(some(summary.files, "file")): \(summary.passed) passed"
        var ru = "тестов: \(summary.all), файлов: \(summary.files); пройдено: \(summary.passed)"
        if summary.failed > 0 {
            en += ", \(summary.failed) failed"
            ru += ", не пройдено: \(summary.failed)"
        }
        if summary.errors > 0 {
            en += ", \(some(summary.errors, "error"))"
            ru += ", ошибок: \(summary.errors)"
        }
        if summary.pending > 0 {
            en += ", \(summary.pending) pending"
            ru += ", отложено: \(summary.pending)"
        }
        if summary.wasInterrupted {
            en += ", interrupted"
            ru += ", прервано"
        }
        return LocalizedText("\(en) (\(time))", ru: "\(ru) (\(time))")
    }

    static func testSeed(_ seed: UInt64) -> LocalizedText {
        LocalizedText("Order: --seed \(seed)", ru: "Порядок: --seed \(seed)")
    }

    // MARK: Coverage

    static let coverageTitle = LocalizedText("Lines that have run", ru: "Выполненные строки")
    static let coverageTotal = LocalizedText("all", ru: "всего")
    static let noCoverage = LocalizedText(
        "No script beside the specs has run.", ru: "Кроме самих тестов, ни один скрипт не выполнялся.")

    static func missedLines(_ lines: String) -> LocalizedText {
        LocalizedText("not run: \(lines)", ru: "не выполнены: \(lines)")
    }
}
