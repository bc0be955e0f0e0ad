import ArgumentParser
import B24Scripting
import JSON
import Localization
import LuaRuntime
import Permissions
import PortalEmulator

/// `b24 portal people`
struct PortalPeopleCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "people", abstract: Texts.aboutPortalPeople[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions
    @OptionGroup var place: PortalDataOptions

    func execute(_ context: Context) async throws -> ExitStatus {
        let people = try await place.withPortal(context) { try await $0.people() }
        var result = CommandResult()
        result.results = [
            LuaValue(
                inOrder: .array(
                    people.map {
                        [
                            "id": .integer(Int64($0.id)), "name": .string($0.name), "role": .string($0.role.rawValue),
                            "codes": .string($0.codes.map(\.text).joined(separator: " ")),
                        ]
                    }))
        ]
        return Presenter(context: context).show(result)
    }
}

/// `b24 portal webhook`
struct PortalWebhookCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "webhook", abstract: Texts.aboutPortalWebhook[.ofProcess],
            discussion: Texts.discussionPortalWebhook[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions
    @OptionGroup var place: PortalDataOptions

    @Argument(help: help(Texts.argumentPortalUser))
    var user: Int

    @Option(help: help(Texts.optionAppScope))
    var scope: [String] = []

    func execute(_ context: Context) async throws -> ExitStatus {
        let scopes = scope.flatMap { $0.split(whereSeparator: { $0 == "," || $0 == " " }).map(String.init) }
        // The address is that of the process which serves the portal: only the path is known here.
        let path = try await place.withPortal(context) { portal in
            do {
                let url = try await portal.webhook(ofUser: user, scopes: scopes.isEmpty ? nil : scopes)
                return String(url.dropFirst(portal.address.count))
            } catch let error as LocalPortalError {
                throw Complaint.failure(error.text, hint: Texts.portalPeopleHint)
            }
        }
        var result = CommandResult()
        result.results = [LuaValue(inOrder: ["user": .integer(Int64(user)), "path": .string(path)])]
        return Presenter(context: context).show(result)
    }
}
