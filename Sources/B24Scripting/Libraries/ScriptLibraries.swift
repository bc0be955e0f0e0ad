public import Bitrix24
public import JSON
public import Localization

/// The script libraries that the scripts of a session may `require`: the b24 program takes them from a project's lock, an
/// embedding program may bring its own.
///
/// `require "acme-crm"` is the file `lib/init.lua` of library `acme-crm`, `require "acme-crm.deals"` its `lib/deals.lua` or
/// `lib/deals/init.lua`.
public protocol ScriptLibraries: Sendable {
    /// The names of all, for messages.
    var names: [String] { get }

    /// A library; `nil` when there is none of that name. The same for as long as the session lasts.
    ///
    /// - Throws: ``ScriptLibraryError`` when it may not be loaded: not locked, changed.
    func library(named name: String) throws -> ScriptLibrary?

    /// The content of one of its files, such as `lib/deals.lua`, after whatever proof there is that it is the right one.
    ///
    /// - Returns: `nil` when it has no such file.
    func file(_ path: String, of library: ScriptLibrary) throws -> [UInt8]?

    /// The paths of all its files, for messages.
    func files(of library: ScriptLibrary) throws -> [String]
}

/// A library as a session sees it.
public struct ScriptLibrary: Sendable {
    /// What the records of its writes say of it.
    public var mark: LibraryMark
    /// What it is for.
    public var summary: LocalizedText
    /// The number of the host's interface for which it was written: ``ScriptSession/apiNumber``.
    public var apiNumber: Int
    /// What it may do, with its reasons. What is not named it may not, whatever the script that uses it may.
    public var needs: [Need]
    /// The libraries that it may require.
    public var dependencies: [String]
    /// The files of its commands by their names: `report` is `commands/report.lua`.
    public var commands: [String: String]

    /// A library.
    public init(
        _ mark: LibraryMark, summary: LocalizedText = LocalizedText("", ru: ""),
        apiNumber: Int = ScriptSession.apiNumber, needs: [Need] = [], dependencies: [String] = [],
        commands: [String: String] = [:]
    ) {
        self.mark = mark
        self.summary = summary
        self.apiNumber = apiNumber
        self.needs = needs
        self.dependencies = dependencies
        self.commands = commands
    }

    /// `acme-crm`
    public var name: String { mark.name }

    /// The name that positions show for one of its files.
    public func chunkName(_ path: String) -> String {
        "\(name)@\(mark.isLinked ? "linked" : mark.version)/\(path)"
    }
}

/// Which library has made a write.
public struct LibraryMark: Sendable, Hashable {
    /// `acme-crm`
    public var name: String
    /// `1.4.2`
    public var version: String
    /// The commit that its version names, where that is known.
    public var commit: String?
    /// It is a folder in which somebody works: not locked, and not the same tomorrow.
    public var isLinked: Bool

    /// A mark.
    public init(name: String, version: String, commit: String? = nil, isLinked: Bool = false) {
        self.name = name
        self.version = version
        self.commit = commit
        self.isLinked = isLinked
    }

    /// `acme-crm 1.4.2`
    public var text: LocalizedText {
        let text = "\(name) \(version)"
        return isLinked
            ? LocalizedText("\(text) (linked, unlocked)", ru: "\(text) (подключена ссылкой, без фиксации)")
            : LocalizedText(text, ru: text)
    }

    /// `acme-crm 1.4.2`, `acme-crm 1.4.2 linked`: for records, in any language.
    public var record: String { "\(name) \(version)" + (isLinked ? " linked" : "") }
}

extension LibraryMark {
    /// For records.
    public var json: JSONObject {
        var object: JSONObject = ["name": .string(name), "version": .string(version)]
        object["commit"] = commit.map(JSONValue.string)
        if isLinked { object["linked"] = true }
        return object
    }

    /// What a record says; `nil` when it is none.
    public init?(_ json: JSONObject) {
        guard let name = json["name"]?.stringValue, let version = json["version"]?.stringValue else { return nil }
        self.init(
            name: name, version: version, commit: json["commit"]?.stringValue, isLinked: json["linked"] == true)
    }
}

/// Why a library is not loaded.
public struct ScriptLibraryError: Error {
    /// As scripts see it.
    public var kind: ErrorKind
    /// What is wrong.
    public var text: LocalizedText
    /// The way out.
    public var hint: LocalizedText?

    /// An error.
    public init(_ kind: ErrorKind, _ text: LocalizedText, hint: LocalizedText? = nil) {
        self.kind = kind
        self.text = text
        self.hint = hint
    }
}

extension ScriptSession {
    /// The number of the interface that scripts and libraries are written for. It grows when something that they rely on
    /// goes away or changes; what is only added does not change it.
    public static let apiNumber = 1
}
