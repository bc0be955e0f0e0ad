import B24Scripting
import Localization

/// The modules of a project's libraries, where an editor finds under each name what `require` finds:
/// `acme-crm/deals.lua` for `lib/deals.lua` of library `acme-crm`. All that is in the folder was written here.
struct LibraryModules {
    /// Where they are in a project.
    static let place = ".b24/libraries"

    /// Why a library is not among them.
    private(set) var problems: [LocalizedText] = []
    private var modules: [(path: String, bytes: [UInt8])] = []
    private let folder: String

    /// Reads what the project's lock has.
    init(_ context: Context, project: String) throws {
        folder = project + "/" + Self.place
        let libraries = try ProjectLibraries(context, of: project)
        for name in libraries.names.sorted() {
            do {
                guard let library = try libraries.library(named: name) else { continue }
                for path in try libraries.files(of: library).sorted() {
                    guard path.hasPrefix("lib/"), path.hasSuffix(".lua"),
                        let bytes = try libraries.file(path, of: library)
                    else { continue }
                    modules.append((name + "/" + path.dropFirst("lib/".count), bytes))
                }
            } catch let error as ScriptLibraryError {
                problems.append(error.text)
            }
        }
    }

    /// Writes them; those of libraries that are gone are removed.
    func write() throws -> [TypeFolder.Written] {
        var written: [TypeFolder.Written] = []
        for (path, bytes) in modules {
            written.append((shown(path), try TypeFolder.write(bytes, folder + "/" + path)))
        }
        // What could not be read may be there from before.
        guard problems.isEmpty else { return written }
        let known = Set(modules.map(\.path))
        for path in files("") where !known.contains(path) {
            do { try Files.remove(folder + "/" + path) } catch {
                throw TypeFolder.complaint(folder + "/" + path, error)
            }
            written.append((shown(path), .removed))
        }
        return written
    }

    private func shown(_ path: String) -> String { "../libraries/" + path }

    /// What is there; links are not followed.
    private func files(_ below: String) -> [String] {
        Files.content(of: folder + "/" + below).sorted().flatMap { name -> [String] in
            let path = below + name
            guard !Files.isLink(folder + "/" + path.trimmingSlash) else { return [] }
            return name.hasSuffix("/") ? files(path) : name.hasSuffix(".lua") ? [path] : []
        }
    }
}

extension String {
    fileprivate var trimmingSlash: String { hasSuffix("/") ? String(dropLast()) : self }
}
