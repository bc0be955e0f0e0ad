import ArgumentParser
import B24Scripting
import Bitrix24
import Credentials
import JSON
import Localization

extension StoreKind: ExpressibleByArgument {}
extension PortalClient.Plan: ExpressibleByArgument, CaseIterable {
    /// What `--plan` accepts.
    public static let allCases: [PortalClient.Plan] = [.basic, .enterprise, .box]
}

/// `b24 profile add NAME`
struct ProfileAddCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "add", abstract: Texts.aboutProfileAdd[.ofProcess],
            discussion: Texts.discussionProfileAdd[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions

    @Argument(help: help(Texts.argumentNewProfile))
    var name: String

    @Flag(name: .customLong("webhook-stdin"), help: help(Texts.optionWebhookStdin))
    var readsWebhook = false

    @Option(help: help(Texts.optionStore))
    var store: StoreKind?

    @Option(help: help(Texts.optionProfilePlan))
    var plan: PortalClient.Plan?

    @Flag(name: .customLong("protected"), help: help(Texts.optionProtected))
    var isProtected = false

    @Flag(name: .customLong("default"), help: help(Texts.optionDefault))
    var isDefault = false

    @Flag(name: .customLong("no-check"), help: help(Texts.optionNoCheck))
    var skipsCheck = false

    func execute(_ context: Context) async throws -> ExitStatus {
        try Context.check(profileName: name)
        let configuration = try context.environment.configuration.load()
        try await confirmReplacing(configuration[name], context)
        var profile = Profile(name: name)
        profile.credentialHelper = configuration[name]?.credentialHelper
        profile.plan = plan
        profile.isProtected = isProtected
        profile.isReadOnly = context.settings.isReadOnly
        // Before anything is pasted: the place must be there, and open.
        let stores = context.stores(configuration)
        profile.store = try store ?? stores.kind(of: profile)
        try stores.store(of: profile).check()

        let (webhook, credential) = try webhook(context)
        profile.domain = credential.domain
        let caller = skipsCheck ? nil : try await ask(credential, context)
        profile.user = caller?.nameOrNumber
        let leftover = try context.profileDesk.add(
            profile, StoredCredential.webhook(webhook).text, isDefault: isDefault)
        let isDefault = try context.environment.configuration.load().defaultProfile == name
        tell(profile, caller, isDefault: isDefault, context)
        context.warn(of: leftover)
        var facts = ProfileTable(configuration: try context.environment.configuration.load()).row(profile)
        facts["admin"] = caller?.data["admin"] ?? .null
        facts["scopes"] = caller?.data["scopes"] ?? .null
        return context.show(facts)
    }

    private func ask(_ credential: Credential, _ context: Context) async throws -> AuthStatus {
        let client = PortalClient(
            credential: credential, options: context.clientOptions(), transport: context.transport)
        return try await AuthStatus.ask(client) { nil }
    }

    private func confirmReplacing(_ old: Profile?, _ context: Context) async throws {
        guard let old, !context.settings.assumesYes else { return }
        let question = Texts.askReplaceProfile(name, old.domain ?? "?")
        guard await Question.ask(question[context.language], context) == true else {
            throw Complaint.refusal(Texts.profileNotReplaced(name), hint: Texts.howToReplace)
        }
    }

    /// The webhook and what it says. A person who mistypes gets another try.
    private func webhook(_ context: Context) throws -> (Secret, Credential) {
        if readsWebhook {
            guard let line = LineReader.standardInput.line() else {
                throw Complaint.usage(Texts.emptyInput, hint: Texts.howToPipeWebhook(name))
            }
            let webhook = Secret(line.trimmed)
            return (webhook, try Credential(webhook: webhook))
        }
        for attempt in 1...3 {
            guard !context.settings.hasNoInput,
                let typed = Terminal.askHidden(Texts.askWebhookOf(name)[context.language])
            else { break }
            let webhook = Secret(typed.exposed.trimmed)
            do {
                return (webhook, try Credential(webhook: webhook))
            } catch {
                if attempt == 3 { throw error }
                Presenter(context: context).show(ErrorReport(error, context.language))
            }
        }
        throw Complaint.refusal(Texts.noWebhookGiven, hint: Texts.howToPipeWebhook(name))
    }

    private func tell(_ profile: Profile, _ caller: AuthStatus?, isDefault: Bool, _ context: Context) {
        let output = context.output
        let language = context.language
        if let caller { output.talk(Texts.signedIn(caller)[language]) }
        output.talk(Texts.profileAdded(name, profile.domain ?? "", profile.store)[language])
        switch profile.store {
        case .plainFile: output.log(.warn, "b24: " + Texts.plainFileWarning[language], isVerbose: false)
        case .encryptedFile where store == nil:
            let configuration = (try? context.environment.configuration.load()) ?? Configuration()
            if let reason = context.stores(configuration).reasonAgainstKeyring() {
                output.talk(Texts.whyNotKeyring(reason)[language])
            }
        default: break
        }
        output.talk((isDefault ? Texts.isDefaultProfile : Texts.howToUseProfile(name))[language])
    }
}
