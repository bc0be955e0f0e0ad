import B24Scripting
import Localization
import LuaRuntime

/// Which lines of which files the tests have run.
struct Coverage {
    /// A file.
    struct FileLines: Equatable {
        var name: String
        /// How often each line with code has run; 0 for those that have not.
        var counts: [Int: Int]

        var hit: Int { counts.values.count { $0 > 0 } }

        /// `12-14, 20`
        var missed: String {
            var ranges: [ClosedRange<Int>] = []
            let lines = counts.keys.sorted()
            var last: Int?
            for (index, line) in lines.enumerated() where counts[line] == 0 {
                // Lines without code between two that have not run belong to them.
                if let end = last, index > 0, lines[index - 1] == end, let range = ranges.popLast() {
                    ranges.append(range.lowerBound...line)
                } else {
                    ranges.append(line...line)
                }
                last = line
            }
            return ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
                .joined(separator: ", ")
        }
    }

    private var counts: [String: [Int: Int]] = [:]

    /// Adds what a session has counted.
    mutating func add(_ files: [String: [Int: Int]]) {
        for (file, lines) in files { counts[file, default: [:]].merge(lines, uniquingKeysWith: +) }
    }

    /// The files with code that can be read, by name; specs and the modules of b24 are not what is tested.
    ///
    /// - Parameter read: the text of a file.
    func files(_ read: (String) -> String?) -> [FileLines] {
        counts.keys.sorted().compactMap { name in
            guard !name.hasSuffix(SpecFile.ending), !name.hasPrefix("b24."), let source = read(name),
                let active = LuaVM.activeLines(of: LuaChunk(name: name, source: source)), !active.isEmpty
            else { return nil }
            let lines = active.map { ($0, counts[name]?[$0] ?? 0) }
            return FileLines(name: name, counts: Dictionary(uniqueKeysWithValues: lines))
        }
    }

    // MARK: Forms

    /// The lines of a table for people.
    static func table(_ files: [FileLines], _ language: Language, _ style: Style) -> [String] {
        guard !files.isEmpty else { return [Texts.noCoverage[language]] }
        let width = files.map { TextWidth.of($0.name) }.max() ?? 0
        let rows = files.map { file in
            let missed = file.missed.isEmpty ? "" : "  " + style.dim(Texts.missedLines(file.missed)[language])
            return "  " + TextWidth.pad(file.name, width) + "  " + share(file.hit, file.counts.count, style) + missed
        }
        let (hit, all) = files.reduce((0, 0)) { ($0.0 + $1.hit, $0.1 + $1.counts.count) }
        let total = "  " + TextWidth.pad(Texts.coverageTotal[language], width) + "  " + share(hit, all, style)
        return [style.bold(Texts.coverageTitle[language])] + rows + (files.count > 1 ? [total] : [])
    }

    private static func share(_ hit: Int, _ all: Int, _ style: Style) -> String {
        // 100 % is said of nothing less.
        let tenths = hit * 1000 / max(all, 1)
        let number = "\(tenths / 10).\(tenths % 10) %"
        let text = String(repeating: " ", count: max(0, 7 - number.count)) + number + "  (\(hit)/\(all))"
        return tenths >= 900 ? style.green(text) : tenths >= 600 ? style.yellow(text) : style.red(text)
    }

    /// The form of lcov (`geninfo(1)`), as editors and CI servers read it.
    static func lcov(_ files: [FileLines]) -> String {
        files.map { file in
            let lines = file.counts.sorted { $0.key < $1.key }.map { "DA:\($0.key),\($0.value)\n" }.joined()
            return "TN:\nSF:\(file.name)\n\(lines)LF:\(file.counts.count)\nLH:\(file.hit)\nend_of_record\n"
        }.joined()
    }
}
