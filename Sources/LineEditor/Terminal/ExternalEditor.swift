#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

import ChildPrograms
import Localization

/// Lets a person edit a text in `$VISUAL` or `$EDITOR`.
struct ExternalEditor {
    struct Failure: Error {
        let text: LocalizedText
    }

    private let configuration: LineEditor.Configuration

    init(_ configuration: LineEditor.Configuration) { self.configuration = configuration }

    /// The command, as the shell understands it.
    private var command: String {
        for name in ["VISUAL", "EDITOR"] {
            if let value = configuration.environment[name], !value.isEmpty { return value }
        }
        return "vi"
    }

    /// The text as it is after the editor has ended. The terminal must be in its own state.
    func edit(_ text: String) -> Result<String, Failure> {
        let folder = configuration.environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        // The file is for its owner alone: `mkstemps` makes it so.
        var template = Array((folder + "/entry-XXXXXX" + configuration.fileSuffix).utf8CString)
        let file = mkstemps(&template, Int32(configuration.fileSuffix.utf8.count))
        guard file >= 0 else { return .failure(Texts.noFile(folder, Self.reason(errno))) }
        let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        defer { unlink(path) }
        OutputDescriptor(descriptor: file).write(text + "\n")
        close(file)
        switch run(path) {
        case .failure(let failure): return .failure(failure)
        case .success: break
        }
        guard var edited = FileBytes.read(path).map({ String(decoding: $0, as: UTF8.self) }) else {
            return .failure(Texts.noFile(path, Self.reason(errno)))
        }
        while edited.hasSuffix("\n") || edited.hasSuffix("\r\n") { edited.removeLast() }
        return .success(edited)
    }

    private func run(_ path: String) -> Result<Void, Failure> {
        // As `system` does it: Ctrl-C is the editor's while it runs.
        let before = (signal(SIGINT, SIG_IGN), signal(SIGQUIT, SIG_IGN))
        defer {
            signal(SIGINT, before.0)
            signal(SIGQUIT, before.1)
        }
        var start = ChildProgram.Start(["/bin/sh", "-c", command + " \"$1\"", "sh", path])
        start.environment = configuration.environment.map { $0.key + "=" + $0.value }
        let output = configuration.output.descriptor
        start.streams = [0: .descriptor(configuration.input), 1: .descriptor(output), 2: .descriptor(output)]
        do throws(ChildProgram.Failure) {
            let code = try ChildProgram(start).wait()
            return code == 0 ? .success(()) : .failure(Texts.editorEnded(command, code))
        } catch {
            return .failure(Texts.editorFailed(command, error.reason))
        }
    }

    private static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }
}

extension Texts {
    fileprivate static func noFile(_ path: String, _ reason: String) -> ExternalEditor.Failure {
        ExternalEditor.Failure(
            text: LocalizedText(
                "No file for the editor in \(path): \(reason).", ru: "Нет файла для редактора в \(path): \(reason)."))
    }

    fileprivate static func editorFailed(_ command: String, _ reason: String) -> ExternalEditor.Failure {
        ExternalEditor.Failure(
            text: LocalizedText(
                "The editor \(command) does not start: \(reason). Set EDITOR to one that is there.",
                ru: "Редактор \(command) не запускается: \(reason). Укажите в EDITOR тот, который есть."))
    }

    fileprivate static func editorEnded(_ command: String, _ code: Int32) -> ExternalEditor.Failure {
        ExternalEditor.Failure(
            text: LocalizedText(
                "The editor \(command) ended with code \(code); the entry stays as it was.",
                ru: "Редактор \(command) завершился с кодом \(code); ввод остался прежним."))
    }
}
