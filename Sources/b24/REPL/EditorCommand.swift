#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `.edit`: a text in `$VISUAL` or `$EDITOR`.
struct EditorCommand {
    let environment: Environment

    private var command: String {
        environment.variables["VISUAL"] ?? environment.variables["EDITOR"] ?? "vi"
    }

    /// The text as it is after the editor has ended; `nil` when it is as it was before.
    ///
    /// - Parameters:
    ///   - file: a file to edit, made when it is missing; without one a temporary file has `text` at first.
    /// - Throws: ``Complaint``.
    func edit(_ file: String?, text: String) throws -> String? {
        if let file { return try edit(file) }
        var template = Array(((environment.variables["TMPDIR"] ?? "/tmp") + "/b24-XXXXXX.lua").utf8CString)
        // For its owner alone: mkstemps makes it so.
        let descriptor = mkstemps(&template, 4)
        let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        guard descriptor >= 0 else {
            throw Complaint.failure(Texts.cannotWrite(path, String(cString: strerror(errno))))
        }
        close(descriptor)
        defer { unlink(path) }
        do throws(Files.Failure) { try Files.write(text + "\n", to: path) } catch {
            throw Complaint.failure(Texts.cannotWrite(path, error.reason))
        }
        return try edit(path)
    }

    private func edit(_ path: String) throws -> String? {
        let before = try? Files.text(path).trimmedEnd
        do throws(Child.Failure) {
            try Interrupts.shared.yielding { () throws(Child.Failure) in try Child.run(command + " \"$1\"", [path]) }
        } catch {
            switch error {
            case .cannotStart(let reason): throw Complaint.failure(Texts.editorFailed(command, reason))
            case .ended(let code): throw Complaint.failure(Texts.editorEnded(command, code), hint: Texts.setEditor)
            }
        }
        do throws(Files.Failure) {
            let after = try Files.text(path).trimmedEnd
            return after == before ? nil : after
        } catch {
            // A new file that was not saved.
            if error.isMissing, before == nil { return nil }
            throw Complaint.failure(Texts.cannotRead(path, error.reason))
        }
    }
}
