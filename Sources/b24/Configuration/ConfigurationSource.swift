import B24Scripting
import JSON
import Localization
import PortalConfiguration

/// What a command of configurations works from: a description, or a plan, and the state file beside it.
struct ConfigurationSource: Sendable {
    /// The file; `-` for standard input.
    let path: String
    let profile: String
    /// The plan, when the file is one.
    private(set) var planFile: PlanFile?
    let desired: ConfigurationModel
    /// Where names are kept; `nil` for nowhere.
    let statePath: String?

    /// - Parameters:
    ///   - takesPlan: whether the file may be a plan.
    ///   - state: `--state`
    init(
        _ path: String, variables: [String], state: String?, takesPlan: Bool = false, profile: String,
        _ context: Context
    ) async throws {
        self.path = path
        self.profile = profile
        let bytes: [UInt8]
        do { bytes = try Files.read(path) } catch { throw Complaint.usage(Texts.unreadable(path, error.reason)) }
        if takesPlan, bytes.first == UInt8(ascii: "{"), let value = try? JSONReader.value(bytes),
            value["file"]?.stringValue == PlanFile.marker
        {
            let file = try PlanFile(value, file: path)
            planFile = file
            desired = file.desired
            statePath = state ?? file.state
            return
        }
        var reader = ConfigurationFile(profile: profile)
        reader.language = context.language
        for variable in variables {
            guard let equals = variable.firstIndex(of: "=") else {
                throw Complaint.usage(Texts.oddVariable(variable))
            }
            reader.variables[String(variable[..<equals])] = String(variable[variable.index(after: equals)...])
        }
        desired = try await reader.model(path, bytes)
        statePath = state ?? (path == "-" ? nil : Self.statePath(of: path, profile))
    }

    /// `portal.prod.state.json` beside `portal.lua`.
    static func statePath(of path: String, _ profile: String) -> String {
        var stem = path
        for ending in [".lua", ".json"] where path.hasSuffix(ending) { stem = String(path.dropLast(ending.count)) }
        return stem + "." + Files.safeName(profile) + ".state.json"
    }

    /// The names that are known of the portal.
    func book(of portal: String) throws -> NameBook { try Self.book(statePath, of: portal) }

    static func book(_ path: String?, of portal: String) throws -> NameBook {
        guard let path else { return NameBook(portal: portal) }
        do {
            let book = try NameBook(text: try Files.text(path), file: path)
            guard book.portal == portal else {
                throw Complaint.failure(Texts.otherState(path, book.portal, portal), hint: Texts.importAnew)
            }
            return book
        } catch let failure as Files.Failure {
            guard failure.isMissing else { throw Complaint.failure(Texts.unreadable(path, failure.reason)) }
            return NameBook(portal: portal)
        }
    }

    static func save(_ book: NameBook, to path: String?) throws {
        guard let path else { return }
        do { try Files.writePrivately(Array(book.text.utf8), to: path) } catch {
            throw Complaint.failure(Texts.unwritable(path, error.reason))
        }
    }

    /// Writes a new file.
    static func write(_ text: String, to path: String, overwrites: Bool) throws {
        do {
            overwrites ? try Files.write(text, to: path) : try Files.writeNew(Array(text.utf8), to: path)
        } catch {
            guard !overwrites, Files.mode(path) != nil else {
                throw Complaint.failure(Texts.unwritable(path, error.reason))
            }
            throw Complaint.usage(Texts.existsAlready(path), hint: Texts.useForce)
        }
    }
}
