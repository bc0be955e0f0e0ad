import B24Scripting
import Bitrix24
import Localization

extension Settings {
    /// Reads global flags without the parser, whose setting up takes longer than a short script.
    ///
    /// - Returns: `nil` when anything about them (an unknown value, a contradiction) needs the parser's judgement.
    init?(quick words: [String]) {
        self.init()
        var rest = words[...]
        while let word = rest.popFirst() {
            if word == PortalList.allFlag { return nil }
            if GlobalOptions.bare.contains(word) {
                if ["--links", "--no-links"].contains(word), libraryLinks != nil { return nil }
                setFlag(word)
                continue
            }
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard let value = parts.count == 2 ? parts[1] : rest.popFirst(), !value.hasPrefix("-"),
                setValue(parts[0], value)
            else { return nil }
        }
        if wantsEnvelope, format != nil { return nil }
        if isVerbose, isQuiet { return nil }
    }

    private mutating func setFlag(_ name: String) {
        switch name {
        case "--webhook-prompt": asksForWebhook = true
        case "--dry-run": isDryRun = true
        case "--read-only": isReadOnly = true
        case "--no-journal": skipsJournal = true
        case "--no-undo": keepsNoBefores = true
        case "--no-audit": skipsAudit = true
        case "--audit-values": auditsValues = true
        case "--yes", "-y": assumesYes = true
        case "--no-input": hasNoInput = true
        case "--json": wantsEnvelope = true
        case "--trust": trustsLuaModules = true
        case "--no-links": libraryLinks = .refused
        case "--links": libraryLinks = .taken
        case "--verbose", "-v": isVerbose = true
        default: isQuiet = true
        }
    }

    /// `false` for a value that the flag does not take.
    private mutating func setValue(_ name: String, _ value: String) -> Bool {
        func set<T>(_ path: WritableKeyPath<Settings, T>, _ value: T?) -> Bool {
            guard let value else { return false }
            self[keyPath: path] = value
            return true
        }
        func choose<T>(_ path: WritableKeyPath<Settings, T?>, _ value: T?) -> Bool {
            self[keyPath: path] = value
            return value != nil
        }
        func add(_ path: WritableKeyPath<Settings, [MethodRules.Rule]>) -> Bool {
            guard let rule = MethodRules.Rule(value) else { return false }
            self[keyPath: path].append(rule)
            return true
        }
        return switch name {
        case "--profile", "-p": choose(\.profile, value)
        case "--format": choose(\.format, ResultFormat(rawValue: value))
        case "--lang": set(\.language, Language(rawValue: value))
        case "--log-format": set(\.logFormat, LogFormat(rawValue: value))
        case "--timeout": choose(\.timeout, Seconds(argument: value)?.duration)
        case "--sandbox": choose(\.sandbox, SandboxLevel(rawValue: value))
        case "--max-memory": choose(\.memoryLimit, ByteCount(argument: value)?.bytes)
        case "--max-cpu": choose(\.cpuLimit, Seconds(argument: value)?.duration)
        case "--max-time": choose(\.timeLimit, Seconds(argument: value)?.duration)
        case "--max-writes": choose(\.maxWrites, WriteCount(argument: value)?.count)
        case "--allow": add(\.rules.allow)
        case "--deny": add(\.rules.deny)
        case "--on-error": set(\.continuesOnError, OnError(rawValue: value).map { $0 == .continue })
        case "--color": set(\.colour, ColourChoice(rawValue: value))
        default: false
        }
    }
}
