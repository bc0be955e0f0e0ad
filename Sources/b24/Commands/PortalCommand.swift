import ArgumentParser
import B24Scripting
import JSON
import Localization
import LuaRuntime
import PortalEmulator
import Synchronization

/// `b24 portal serve|reset|log|app|expire-tokens|regenerate-webhook|people|webhook|grants|roles`
struct PortalCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "portal", abstract: Texts.aboutPortal[.ofProcess],
            subcommands: [
                PortalServeCommand.self, PortalResetCommand.self, PortalLogCommand.self, PortalAppCommand.self,
                PortalExpireTokensCommand.self, PortalRegenerateWebhookCommand.self, PortalPeopleCommand.self,
                PortalWebhookCommand.self, PortalGrantsCommand.self, PortalRolesCommand.self,
            ])
    }
}

extension LocalPortal.Seed: ExpressibleByArgument, CaseIterable {
    /// What `--seed` accepts.
    public static let allCases: [LocalPortal.Seed] = [.demo, .empty]
}
extension LocalPortal.Plan: ExpressibleByArgument, CaseIterable {
    /// What `--plan` accepts.
    public static let allCases: [LocalPortal.Plan] = [.basic, .enterprise]
}
extension LocalPortal.Flavour: ExpressibleByArgument, CaseIterable {
    /// What `--flavour` accepts.
    public static let allCases: [LocalPortal.Flavour] = [.cloud, .box]
}

extension LocalPortal.SignIn: ExpressibleByArgument {
    /// `form`, or who agrees without being asked.
    public init?(argument: String) {
        if argument == "form" {
            self = .form
        } else if let owner = LocalPortal.Owner(rawValue: argument) {
            self = .automatic(owner)
        } else {
            return nil
        }
    }

    /// As it is written.
    public var defaultValueDescription: String {
        switch self {
        case .form: "form"
        case .automatic(let owner): owner.rawValue
        }
    }

    /// What `--sign-in` accepts.
    public static var allValueStrings: [String] { ["form"] + LocalPortal.Owner.allCases.map(\.rawValue) }
}

/// Where a local portal keeps its data: what all of `b24 portal` share.
struct PortalDataOptions: ParsableArguments {
    @Option(help: help(Texts.optionData), completion: .directory)
    var data: String?

    /// `nil` keeps everything in memory.
    func folder(_ environment: Environment) -> String? {
        switch data {
        case nil: environment.demoFolder
        case ":memory:": nil
        case let folder?: folder
        }
    }
}

/// `b24 portal serve`
struct PortalServeCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "serve", abstract: Texts.aboutPortalServe[.ofProcess],
            discussion: Texts.discussionPortalServe[.ofProcess] + "\n\n" + Texts.helpOnFaults[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions
    @OptionGroup var place: PortalDataOptions

    @Option(help: help(Texts.optionSeed))
    var seed: LocalPortal.Seed = .demo

    @Option(help: help(Texts.optionPort))
    var port: Int = 0

    @Option(help: help(Texts.optionPlan))
    var plan: LocalPortal.Plan = .basic

    @Option(help: help(Texts.optionFlavour))
    var flavour: LocalPortal.Flavour = .cloud

    @Option(name: .customLong("sign-in"), help: help(Texts.optionSignIn))
    var signIn: LocalPortal.SignIn = .form

    @Option(help: help(Texts.optionLatency))
    var latency: Int = 0

    @Option(help: help(Texts.optionFault))
    var fault: [String] = []

    @Option(name: .customLong("fault-seed"), help: help(Texts.optionFaultSeed))
    var faultSeed: UInt64 = 1

    @Flag(name: .customLong("no-console"), help: help(Texts.optionNoConsole))
    var withoutConsole = false

    func validate() throws {
        if !(0...65535).contains(port) { throw ValidationError(Texts.oddPort(port)[.ofProcess]) }
        if latency < 0 { throw ValidationError(Texts.oddLatency[.ofProcess]) }
    }

    func execute(_ context: Context) async throws -> ExitStatus {
        do {
            try LocalPortal.check(faults: fault)
        } catch {
            throw Complaint.usage(error.text, hint: Texts.faultsHint)
        }
        let folder = place.folder(context.environment)
        var configuration = DemoPortal.configuration(context, folder: folder)
        configuration.port = port
        configuration.seed = seed
        configuration.plan = plan
        configuration.flavour = flavour
        configuration.signIn = signIn
        configuration.latency = .milliseconds(latency)
        configuration.faults = fault
        configuration.faultSeed = faultSeed
        configuration.hasConsole = !withoutConsole
        let portal = try await DemoPortal.start(configuration, folder: folder)

        let (stopped, stop) = AsyncStream<Void>.makeStream()
        await Interrupts.shared.during({ stop.finish() }) {
            do {
                try await announce(portal, folder, context)
                for await _ in stopped {}
            } catch {
                Presenter(context: context).show(ErrorReport(error, context.language))
            }
        }
        try await portal.stop()
        context.output.talk(Texts.portalStopped[context.language])
        return .done
    }

    private func announce(_ portal: LocalPortal, _ folder: String?, _ context: Context) async throws {
        var webhooks = JSONObject()
        for owner in LocalPortal.Owner.allCases {
            // The copy that a rehearsal keeps has one person.
            guard let webhook = try? await portal.webhook(owner, scopes: nil) else { continue }
            webhooks[owner.rawValue] = .string(webhook)
        }
        var result = CommandResult()
        let place = folder ?? ":memory:"
        let applications = try await portal.applications()
        result.results = [
            LuaValue(inOrder: [
                "address": .string(portal.address), "console": portal.consoleAddress.map { .string($0) } ?? .null,
                "data": .string(place), "webhooks": .object(webhooks),
                "apps": .array(applications.map { .object(PortalAppCommand.row($0)) }),
            ])
        ]
        if context.settings.wantsEnvelope || context.settings.format != nil {
            _ = Presenter(context: context).show(result)
            return
        }
        let style = context.output.dataStyle
        let language = context.language
        context.output.data(style.bold(Texts.portalAddress[language]) + "  " + portal.address)
        if let console = portal.consoleAddress {
            context.output.data(style.bold(Texts.portalConsole[language]) + "  " + console)
        }
        context.output.data(style.bold(Texts.portalData[language]) + "  " + place)
        context.output.data(style.bold(Texts.portalWebhooks[language]))
        for webhook in webhooks.members {
            context.output.data("  " + TextWidth.pad(webhook.key, 10) + "  " + (webhook.value.text ?? ""))
        }
        if !applications.isEmpty { context.output.data(style.bold(Texts.portalApps[language])) }
        for application in applications {
            context.output.data("  \(application.clientID)  \(application.title)")
        }
        context.output.talk(Texts.portalHowToUse[language])
    }
}

/// `b24 portal reset`
struct PortalResetCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "reset", abstract: Texts.aboutPortalReset[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions
    @OptionGroup var place: PortalDataOptions

    @Option(help: help(Texts.optionSeed))
    var seed: LocalPortal.Seed = .demo

    func execute(_ context: Context) async throws -> ExitStatus {
        guard let folder = place.folder(context.environment) else {
            throw Complaint.usage(Texts.memoryHasNoReset)
        }
        if !context.settings.assumesYes {
            guard await Question.ask(Texts.askReset(folder)[context.language], context) == true else {
                throw Complaint.refusal(Texts.resetNotConfirmed, hint: Texts.resetNeedsYes)
            }
        }
        var configuration = DemoPortal.configuration(context, folder: folder)
        configuration.seed = seed
        let portal = try await DemoPortal.start(configuration, folder: folder)
        try await portal.reset()
        try await portal.stop()
        var result = CommandResult()
        result.results = [LuaValue(inOrder: ["data": .string(folder), "seed": .string(seed.rawValue)])]
        result.showsDataByDefault = false
        context.output.talk(Texts.portalReset(folder)[context.language])
        return Presenter(context: context).show(result)
    }
}
