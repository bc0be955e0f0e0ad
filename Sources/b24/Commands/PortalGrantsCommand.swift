import ArgumentParser
import B24Scripting
import JSON
import Localization
import LuaRuntime
import Permissions
import PortalEmulator

/// `b24 portal grants list|set|remove|clear`: the access permissions of the local portal, which a person sets by hand.
struct PortalGrantsCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "grants", abstract: Texts.aboutPortalGrants[.ofProcess],
            discussion: Texts.discussionPortalGrants[.ofProcess],
            subcommands: [
                PortalGrantsListCommand.self, PortalGrantsSetCommand.self, PortalGrantsRemoveCommand.self,
                PortalGrantsClearCommand.self,
            ])
    }

    /// A grant as `set` takes it: a role is `role:NAME`.
    static func row(_ grant: LocalPortal.HeldGrant, _ roles: [LocalPortal.Role]) -> JSONValue {
        let holder =
            switch grant.holder {
            case .code(let code): code.text
            case .role(let id): rolePrefix + (roles.first { $0.id == id }?.name ?? String(id))
            }
        return [
            "object": .string(grant.object.key), "code": .string(holder),
            "action": .string(grant.action.rawValue), "level": .string(grant.level.rawValue),
        ]
    }

    /// What the name of a role follows in the place of an access code.
    static let rolePrefix = "role:"

    /// Whom `CODE` means. The name of a role is looked up later, when the portal runs.
    enum Holder: Sendable {
        case code(AccessCode)
        case role(String)

        init(_ text: String) throws {
            self =
                text.hasPrefix(rolePrefix)
                ? .role(String(text.dropFirst(rolePrefix.count))) : .code(try PortalGrantsCommand.code(text))
        }

        /// - Throws: a complaint about a role that is not there.
        func found(among roles: [LocalPortal.Role]) throws -> LocalPortal.GrantHolder {
            switch self {
            case .code(let code): .code(code)
            case .role(let name): .role(try PortalRolesCommand.role(name, among: roles).id)
            }
        }
    }

    static let actionWords = CompletionKind.list(GrantAction.allCases.map(\.rawValue) + ["every"])

    /// What `ACTION` means: one action, or `every` for all that concern items.
    static func actions(_ text: String) throws -> [GrantAction] {
        if text == "every" { return GrantAction.allCases.filter { $0 != .settings } }
        return [try choice(text, "ACTION", more: ["every"])]
    }

    static func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ text: String, _ name: String, more: [String] = []
    ) throws -> Choice {
        if let choice = Choice(rawValue: text) { return choice }
        throw Complaint.usage(Texts.oddGrantWord(name, text, Choice.allCases.map(\.rawValue) + more))
    }

    static func object(_ text: String) throws -> GrantObject {
        guard let object = GrantObject(key: text) else { throw Complaint.usage(Texts.oddGrantObject(text)) }
        return object
    }

    static func code(_ text: String) throws -> AccessCode {
        guard let code = AccessCode(text) else { throw Complaint.usage(Texts.oddAccessCode(text)) }
        return code
    }

    /// Settings are granted on CRM and on workplaces, everything else on what holds items.
    static func check(_ action: GrantAction, on object: GrantObject) throws {
        guard object.actions.contains(action) else {
            throw Complaint.usage(Texts.grantDoesNotFit(action.rawValue, object.key))
        }
    }
}

/// `b24 portal grants list`
struct PortalGrantsListCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "list", abstract: Texts.aboutPortalGrantsList[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions
    @OptionGroup var place: PortalDataOptions

    @Option(help: help(Texts.optionGrantsOf))
    var of: String?

    func execute(_ context: Context) async throws -> ExitStatus {
        let wanted = try of.map { try PortalGrantsCommand.object($0) }
        let (held, roles) = try await place.withPortal(context) { (try await $0.heldGrants(), try await $0.roles()) }
        let grants = held.filter { placed in
            guard let wanted else { return true }
            // A SPA with its funnels, a funnel with its stages.
            if case .spa(let id) = wanted { return placed.object.entityTypeID == id }
            if let funnel = wanted.funnel, case .funnel = wanted {
                return placed.object.funnel.map { $0 == funnel } ?? false
            }
            return placed.object == wanted
        }
        var result = CommandResult()
        result.results = [LuaValue(inOrder: .array(grants.map { PortalGrantsCommand.row($0, roles) }))]
        if grants.isEmpty {
            context.output.talk(Texts.noGrants[context.language])
            result.showsDataByDefault = false
        }
        return Presenter(context: context).show(result)
    }
}

/// `b24 portal grants set`
struct PortalGrantsSetCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "set", abstract: Texts.aboutPortalGrantsSet[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions
    @OptionGroup var place: PortalDataOptions

    @Argument(help: help(Texts.argumentGrantObject))
    var object: String

    @Argument(help: help(Texts.argumentGrantCode))
    var code: String

    @Argument(help: help(Texts.argumentGrantAction), completion: PortalGrantsCommand.actionWords)
    var action: String

    @Argument(help: help(Texts.argumentGrantLevel), completion: .list(GrantLevel.allCases.map(\.rawValue)))
    var level: String

    func execute(_ context: Context) async throws -> ExitStatus {
        let object = try PortalGrantsCommand.object(object)
        let holder = try PortalGrantsCommand.Holder(code)
        let level: GrantLevel = try PortalGrantsCommand.choice(level, "LEVEL")
        let actions = try PortalGrantsCommand.actions(action)
        for action in actions { try PortalGrantsCommand.check(action, on: object) }
        let rows = try await place.withPortal(context) { portal in
            let roles = try await portal.roles()
            let holder = try holder.found(among: roles)
            let grants = actions.map { LocalPortal.HeldGrant(holder, $0, level, on: object) }
            do { try await portal.set(grants) } catch let error as LocalPortalError {
                throw Complaint.failure(error.text)
            }
            return grants.map { PortalGrantsCommand.row($0, roles) }
        }
        var result = CommandResult()
        result.results = [LuaValue(inOrder: .array(rows))]
        return Presenter(context: context).show(result)
    }
}

/// `b24 portal grants remove`
struct PortalGrantsRemoveCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "remove", abstract: Texts.aboutPortalGrantsRemove[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions
    @OptionGroup var place: PortalDataOptions

    @Argument(help: help(Texts.argumentGrantObject))
    var object: String

    @Argument(help: help(Texts.argumentGrantCodeToRemove))
    var code: String?

    @Argument(help: help(Texts.argumentGrantActionToRemove), completion: PortalGrantsCommand.actionWords)
    var action: String?

    func execute(_ context: Context) async throws -> ExitStatus {
        let object = try PortalGrantsCommand.object(object)
        let holder = try code.map { try PortalGrantsCommand.Holder($0) }
        let actions: [GrantAction?] = try action.map { try PortalGrantsCommand.actions($0) } ?? [nil]
        let count = try await place.withPortal(context) { portal in
            let roles = try await portal.roles()
            let holder = try holder?.found(among: roles)
            var count = 0
            for action in actions { count += try await portal.removeGrants(of: holder, action, on: object) }
            return count
        }
        return PortalGrantsClearCommand.tell(count, context)
    }
}

/// `b24 portal grants clear`
struct PortalGrantsClearCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "clear", abstract: Texts.aboutPortalGrantsClear[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions
    @OptionGroup var place: PortalDataOptions

    @Argument(help: help(Texts.argumentEntityTypeID))
    var entityTypeID: Int

    func execute(_ context: Context) async throws -> ExitStatus {
        let id = entityTypeID
        return Self.tell(try await place.withPortal(context) { try await $0.clearGrants(entityTypeID: id) }, context)
    }

    static func tell(_ count: Int, _ context: Context) -> ExitStatus {
        var result = CommandResult()
        result.results = [LuaValue(inOrder: ["removed": .integer(Int64(count))])]
        result.showsDataByDefault = false
        context.output.talk(Texts.grantsRemoved(count)[context.language])
        return Presenter(context: context).show(result)
    }
}
