import Bitrix24
import Localization
import LuaRuntime
import Synchronization

/// The libraries of a session: each is an environment of its own, with a `b24` that may do what the library was allowed.
final class LibraryShelf: Sendable {
    /// A library that something was required of.
    struct Shelved: Sendable {
        var library: ScriptLibrary
        var context: ModuleContext
        var environment: LuaEnvironment
    }

    private let source: (any ScriptLibraries)?
    private let context: ModuleContext
    /// A module that comes with the program.
    private let standard: @Sendable (String) throws -> LuaChunk?
    private let shelved = Mutex<[String: Shelved]>([:])

    init(
        _ source: (any ScriptLibraries)?, _ context: ModuleContext,
        standard: @escaping @Sendable (String) throws -> LuaChunk?
    ) {
        self.source = source
        self.context = context
        self.standard = standard
    }

    /// The names of all libraries.
    var names: [String] { source?.names ?? [] }

    /// The library in whose name a module's name begins.
    static func name(of module: String) -> String { String(module.prefix { $0 != "." }) }

    // MARK: Modules

    /// A module of a library, for the scripts of the project.
    ///
    /// - Returns: `nil` when its name does not begin with that of a library.
    func chunk(_ module: String) throws -> LuaChunk? {
        try open(Self.name(of: module)).map { try chunk(module, of: $0) }
    }

    /// A module for the code of a library: its own, of the libraries that it declares, or one that comes with the program.
    private func chunk(_ module: String, for library: ScriptLibrary) throws -> LuaChunk? {
        if module == "b24" { return LuaChunk(name: "b24", source: "return b24") }
        let name = Self.name(of: module)
        if name == library.name || library.dependencies.contains(name) {
            if let shelved = try open(name) { return try chunk(module, of: shelved) }
        } else if let chunk = try standard(module) {
            return chunk
        } else if names.contains(name) {
            throw ModuleError(
                .policyDenied, LibraryTexts.undeclaredDependency(module, name, of: library.mark),
                hint: LibraryTexts.declareDependency(name, library.name))
        }
        let nearest = Nearest.names(name, among: [library.name] + library.dependencies)
        throw ModuleError(
            .notFound, LibraryTexts.noModule(module, for: library.mark),
            hint: LibraryTexts.reachable([library.name] + library.dependencies, nearest: nearest))
    }

    private func chunk(_ module: String, of shelved: Shelved) throws -> LuaChunk {
        let library = shelved.library
        let rest = module.split(separator: ".", omittingEmptySubsequences: false).dropFirst()
        guard rest.allSatisfy({ !$0.isEmpty && !$0.contains("/") }) else {
            throw ModuleError(.invalidArgument, Texts.badModuleName)
        }
        let path = rest.isEmpty ? "lib" : "lib/" + rest.joined(separator: "/")
        let places = rest.isEmpty ? [path + "/init.lua"] : [path + ".lua", path + "/init.lua"]
        for place in places {
            if let source = try text(place, of: library) {
                return LuaChunk(name: library.chunkName(place), source: source, environment: shelved.environment)
            }
        }
        let known = try translating { try source?.files(of: library) ?? [] }.compactMap { Self.module($0, library) }
        throw ModuleError(
            .notFound, LibraryTexts.noModule(module, in: library.mark, places),
            hint: LibraryTexts.modules(known, nearest: Nearest.names(module, among: known)))
    }

    /// `acme-crm.deals` of `lib/deals.lua`.
    private static func module(_ path: String, _ library: ScriptLibrary) -> String? {
        guard path.hasPrefix("lib/"), path.hasSuffix(".lua") else { return nil }
        var parts = path.dropFirst(4).dropLast(4).split(separator: "/").map(String.init)
        if parts.last == "init" { parts.removeLast() }
        return ([library.name] + parts).joined(separator: ".")
    }

    /// The text of one of its files; `nil` when there is none.
    private func text(_ path: String, of library: ScriptLibrary) throws -> String? {
        guard let bytes = try translating({ try source?.file(path, of: library) }) else { return nil }
        return try ScriptFile.chunk(bytes, name: library.chunkName(path)).source
    }

    // MARK: Libraries

    /// The library of a name with its environment; `nil` when there is none.
    ///
    /// - Parameter arguments: files that they name its code may open: those of the command that is run.
    func open(_ name: String, arguments: [String] = []) throws -> Shelved? {
        if let known = shelved.withLock({ $0[name] }) { return known }
        guard let library = try library(name) else { return nil }
        let context = context.of(library, arguments: arguments)
        let environment = LuaEnvironment(
            name: library.mark.text[context.language], tables: [("b24", Families.module(context))]
        ) { [weak self] in try self?.chunk($0, for: library) }
        let new = Shelved(library: library, context: context, environment: environment)
        return shelved.withLock { shelved in
            if let known = shelved[name] { return known }
            shelved[name] = new
            return new
        }
    }

    private func library(_ name: String) throws -> ScriptLibrary? {
        guard let library = try translating({ try source?.library(named: name) }) else { return nil }
        guard library.apiNumber == ScriptSession.apiNumber else {
            throw ModuleError(
                .invalidArgument, LibraryTexts.otherAPI(library.mark, library.apiNumber),
                hint: LibraryTexts.howToFixAPI(library.name, isNewer: library.apiNumber > ScriptSession.apiNumber))
        }
        return library
    }

    /// A library and all that it needs, itself first.
    func closure(of name: String) throws -> [ScriptLibrary] {
        var found: [ScriptLibrary] = []
        var names = [name]
        while let name = names.popLast() {
            guard !found.contains(where: { $0.name == name }), let library = try library(name) else { continue }
            found.append(library)
            names += library.dependencies.reversed()
        }
        return found
    }

    // MARK: Commands

    /// The script of a command, in an environment of its own: it has the rights of its library, within what it says
    /// itself that it needs, and requires what the library's code may require.
    func command(_ name: String, of library: String, arguments: [String]) throws -> LuaChunk {
        guard let shelved = try open(library, arguments: arguments) else {
            throw ModuleError(
                .notFound, LibraryTexts.noLibrary(library),
                hint: LibraryTexts.libraries(names, nearest: Nearest.names(library, among: names)))
        }
        let library = shelved.library
        guard let path = library.commands[name] else {
            let known = library.commands.keys.sorted()
            throw ModuleError(
                .notFound, LibraryTexts.noCommand(name, library.mark),
                hint: LibraryTexts.commands(known, nearest: Nearest.names(name, among: known)))
        }
        guard let source = try text(path, of: library) else {
            throw ModuleError(.notFound, LibraryTexts.noFile(path, library.mark))
        }
        let chunkName = library.chunkName(path)
        let metadata = ScriptMetadata(source, file: chunkName)
        let context = shelved.context.declaring(metadata, self.context, try metadata.arguments(arguments))
        let environment = LuaEnvironment(
            name: library.mark.text[context.language], tables: [("b24", Families.module(context))]
        ) { [weak self] in try self?.chunk($0, for: library) }
        return LuaChunk(name: chunkName, source: source, environment: environment)
    }

    /// The source's errors as those of the module.
    private func translating<Value>(_ body: () throws -> Value) throws -> Value {
        do { return try body() } catch let error as ScriptLibraryError { throw ModuleError(error) }
    }
}

extension ModuleError: LuaLoadError {
    init(_ error: ScriptLibraryError) { self.init(error.kind, error.text, hint: error.hint) }
}
