import B24Scripting
import Localization

/// The folder that editors read types from. All that is in it was written by `b24 types`.
struct TypeFolder {
    /// What became of a file.
    enum Change: String { case new, changed, same, removed }

    typealias Written = (path: String, change: Change)

    /// Where it is in a project.
    static let place = ".b24/types"

    let path: String

    /// - Throws: ``Complaint`` when there are files of somebody else in it.
    func check() throws {
        guard Files.mode(path) != nil else { return }
        guard Files.isFolder(path) else { throw Complaint.usage(Texts.noFolderForTypes(path)) }
        let content = Files.content(of: path)
        let isOurs = content.isEmpty || content.contains { isGenerated(path + "/" + $0) }
        guard isOurs else { throw Complaint.usage(Texts.foreignFolder(path), hint: Texts.emptyFolderHint) }
    }

    /// Writes files; those that are as they should be are left alone.
    ///
    /// - Parameter isWhole: whether these are all but the portal's: methods that are gone lose their files, then.
    func write(_ files: [TypeFile], isWhole: Bool) throws -> [Written] {
        try check()
        var written: [Written] = []
        for file in files { written.append((file.path, try write(file))) }
        guard isWhole else { return written }
        let known = Set(files.map(\.path))
        for name in Files.content(of: path + "/rest").sorted() {
            let old = "rest/" + name
            guard !known.contains(old), isGenerated(path + "/" + old) else { continue }
            do { try Files.remove(path + "/" + old) } catch { throw Self.complaint(path + "/" + old, error) }
            written.append((old, .removed))
        }
        return written
    }

    private func write(_ file: TypeFile) throws -> Change {
        let target = path + "/" + file.path
        let bytes = Array(file.text.utf8)
        let old = try? Files.read(target)
        if old == bytes { return .same }
        do throws(Files.Failure) {
            try Files.makeFolder(Files.folder(of: target))
            // Whoever reads it meanwhile sees the old one. A portal's names are not for everybody.
            try Files.writePrivately(bytes, to: target)
        } catch { throw Self.complaint(target, error) }
        return old == nil ? .new : .changed
    }

    private func isGenerated(_ file: String) -> Bool {
        guard file.hasSuffix(".lua"), let text = try? Files.text(file) else { return false }
        return Language.allCases.contains { TypeFiles.isGenerated(text, $0) }
    }

    private static func complaint(_ path: String, _ failure: Files.Failure) -> Complaint {
        .failure(Texts.cannotWrite(path, failure.reason))
    }
}
