import ArgumentParser
import B24Scripting
import JSON
import Localization
import LuaRuntime
import Permissions
import PortalEmulator

/// `b24 portal roles list|add|assign|unassign|rename|remove`: the roles of the local portal, which a person keeps by
/// hand. What they may do is set with `b24 portal grants`.
struct PortalRolesCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "roles", abstract: Texts.aboutPortalRoles[.ofProcess],
            discussion: Texts.discussionPortalRoles[.ofProcess],
            subcommands: [
                PortalRolesListCommand.self, PortalRolesAddCommand.self, PortalRolesAssignCommand.self,
                PortalRolesUnassignCommand.self, PortalRolesRenameCommand.self, PortalRolesRemoveCommand.self,
            ])
    }

    static func row(_ role: LocalPortal.Role) -> JSONValue {
        [
            "role": .string(role.name), "codes": .string(role.codes.map(\.text).joined(separator: " ")),
            "grants": .integer(Int64(role.grantCount)),
        ]
    }

    /// - Throws: a complaint with the nearest names.
    static func role(_ name: String, among roles: [LocalPortal.Role]) throws -> LocalPortal.Role {
        // No two names differ in case alone.
        if let role = roles.first(where: { $0.name.lowercased() == name.lowercased() }) { return role }
        let nearest = Nearest.names(name, among: roles.map(\.name))
        throw Complaint.failure(
            Texts.noSuchPortalRole(name), hint: nearest.isEmpty ? Texts.portalRolesHint : Texts.nearProfiles(nearest))
    }

    /// Changes a role and shows what it is afterwards.
    static func change(
        _ name: String, _ place: PortalDataOptions, _ context: Context,
        _ work: (LocalPortal, LocalPortal.Role) async throws -> Void
    ) async throws -> ExitStatus {
        let role = try await place.withPortal(context) { portal in
            let role = try Self.role(name, among: try await portal.roles())
            do { try await work(portal, role) } catch let error as LocalPortalError {
                throw Complaint.failure(error.text)
            }
            return try await portal.roles().first { $0.id == role.id }
        }
        var result = CommandResult()
        result.results = role.map { [LuaValue(inOrder: row($0))] } ?? []
        return Presenter(context: context).show(result)
    }
}

/// `b24 portal roles list`
struct PortalRolesListCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "list", abstract: Texts.aboutPortalRolesList[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions
    @OptionGroup var place: PortalDataOptions

    func execute(_ context: Context) async throws -> ExitStatus {
        let roles = try await place.withPortal(context) { try await $0.roles() }
        var result = CommandResult()
        result.results = [LuaValue(inOrder: .array(roles.map(PortalRolesCommand.row)))]
        if roles.isEmpty {
            context.output.talk(Texts.noPortalRoles[context.language])
            result.showsDataByDefault = false
        }
        return Presenter(context: context).show(result)
    }
}

/// `b24 portal roles add`
struct PortalRolesAddCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "add", abstract: Texts.aboutPortalRolesAdd[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions
    @OptionGroup var place: PortalDataOptions

    @Argument(help: help(Texts.argumentNewRole))
    var name: String

    @Argument(help: help(Texts.argumentRoleCodes))
    var codes: [String] = []

    func execute(_ context: Context) async throws -> ExitStatus {
        let codes = try codes.map { try PortalGrantsCommand.code($0) }
        let role = try await place.withPortal(context) { portal in
            do { return try await portal.addRole(name, codes: codes) } catch let error as LocalPortalError {
                throw Complaint.failure(error.text)
            }
        }
        var result = CommandResult()
        result.results = [LuaValue(inOrder: PortalRolesCommand.row(role))]
        return Presenter(context: context).show(result)
    }
}

/// `b24 portal roles assign`
struct PortalRolesAssignCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "assign", abstract: Texts.aboutPortalRolesAssign[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions
    @OptionGroup var place: PortalDataOptions

    @Argument(help: help(Texts.argumentRole))
    var name: String

    @Argument(help: help(Texts.argumentRoleCodes))
    var codes: [String]

    func execute(_ context: Context) async throws -> ExitStatus {
        let codes = try codes.map { try PortalGrantsCommand.code($0) }
        return try await PortalRolesCommand.change(name, place, context) { try await $0.assign(codes, toRole: $1.id) }
    }
}

/// `b24 portal roles unassign`
struct PortalRolesUnassignCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "unassign", abstract: Texts.aboutPortalRolesUnassign[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions
    @OptionGroup var place: PortalDataOptions

    @Argument(help: help(Texts.argumentRole))
    var name: String

    @Argument(help: help(Texts.argumentRoleCodes))
    var codes: [String]

    func execute(_ context: Context) async throws -> ExitStatus {
        let codes = try codes.map { try PortalGrantsCommand.code($0) }
        return try await PortalRolesCommand.change(name, place, context) {
            try await $0.unassign(codes, fromRole: $1.id)
        }
    }
}

/// `b24 portal roles rename`
struct PortalRolesRenameCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "rename", abstract: Texts.aboutPortalRolesRename[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions
    @OptionGroup var place: PortalDataOptions

    @Argument(help: help(Texts.argumentRole))
    var name: String

    @Argument(help: help(Texts.argumentNewRole))
    var new: String

    func execute(_ context: Context) async throws -> ExitStatus {
        try await PortalRolesCommand.change(name, place, context) { try await $0.renameRole($1.id, to: new) }
    }
}

/// `b24 portal roles remove`
struct PortalRolesRemoveCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "remove", abstract: Texts.aboutPortalRolesRemove[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions
    @OptionGroup var place: PortalDataOptions

    @Argument(help: help(Texts.argumentRole))
    var name: String

    func execute(_ context: Context) async throws -> ExitStatus {
        let (role, count) = try await place.withPortal(context) { portal in
            let role = try PortalRolesCommand.role(name, among: try await portal.roles())
            return (role.name, try await portal.removeRole(role.id))
        }
        var result = CommandResult()
        result.results = [LuaValue(inOrder: ["role": .string(role), "removed": .integer(Int64(count))])]
        result.showsDataByDefault = false
        context.output.talk(Texts.portalRoleRemoved(role, count)[context.language])
        return Presenter(context: context).show(result)
    }
}
