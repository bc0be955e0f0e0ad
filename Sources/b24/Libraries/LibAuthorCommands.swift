import ArgumentParser
import JSON
import Libraries
import Localization

/// `b24 lib init NAME`
struct LibInitCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "init", abstract: Texts.aboutLibInit[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions

    @Argument(help: help(Texts.argumentNewLibrary))
    var name: String

    func execute(_ context: Context) async throws -> ExitStatus {
        let files = try Skeleton.write(name, to: name)
        for file in files { context.output.talk("  \(name)/\(file)") }
        let steps = try await ProjectSetup(folder: name, language: context.language)
            .write(replaces: false, hasScript: false)
        context.tell(steps, below: name + "/")
        context.output.talk(Texts.libraryBegun(name)[context.language])
        return context.show([
            "name": .string(name), "files": .array((files + steps.map(\.path)).map { .string($0) }),
        ])
    }
}

/// `b24 lib pack [FILE]`
struct LibPackCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "pack", abstract: Texts.aboutLibPack[.ofProcess],
            discussion: Texts.discussionLibPack[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions

    @Argument(help: help(Texts.argumentArchive), completion: .file())
    var file: String?

    @Flag(help: help(Texts.optionSign))
    var sign = false

    func execute(_ context: Context) async throws -> ExitStatus {
        let library = try WorkingLibrary(folder: try context.workingFolder)
        let key = sign ? try context.signingKey() : nil
        // Beside the folder: an archive in it would be a file of the library.
        let file = file ?? "../" + library.archiveName
        let bytes = try library.archive(signedBy: key)
        do { try Files.writeNew(bytes, to: file) } catch {
            throw Complaint.failure(Texts.cannotWrite(file, error.reason))
        }
        context.output.talk(Texts.packed(file, library.library.name.text)[context.language])
        return context.show([
            "file": .string(file), "name": .string(library.library.name.text),
            "version": .string("\(library.library.version)"), "tree": .string("\(library.tree.hash)"),
            "signer": key.map { .string("\($0.publicKey)") } ?? .null,
        ])
    }
}

/// `b24 lib key`
struct LibKeyCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "key", abstract: Texts.aboutLibKey[.ofProcess], discussion: Texts.discussionLibKey[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions

    func execute(_ context: Context) async throws -> ExitStatus {
        let path = context.signingKeyFile
        var key = try SigningKey.read(path)
        if key == nil {
            key = try SigningKey.make(path)
            context.output.talk(Texts.keyMade(context.environment.abbreviated(path))[context.language])
        }
        guard let key else { return .failed }
        if context.settings.wantsEnvelope { return context.show(["key": .string("\(key.publicKey)")]) }
        context.output.data("\(key.publicKey)")
        return .done
    }
}

/// `b24 lib sign`
struct LibSignCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "sign", abstract: Texts.aboutLibSign[.ofProcess],
            discussion: Texts.discussionLibSign[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions

    func execute(_ context: Context) async throws -> ExitStatus {
        let library = try WorkingLibrary(folder: try context.workingFolder)
        let key = try context.signingKey()
        let tag = try library.tag(signedBy: key, temporary: context.libraryStore.folder + "/git")
        context.output.talk(Texts.signed(tag)[context.language])
        return context.show(["tag": .string(tag), "signer": .string("\(key.publicKey)")])
    }
}

extension Context {
    fileprivate func signingKey() throws -> SigningKey {
        guard let key = try SigningKey.read(signingKeyFile) else {
            throw Complaint.failure(
                Texts.noSigningKey(environment.abbreviated(signingKeyFile)), hint: Texts.makeSigningKey)
        }
        return key
    }
}
