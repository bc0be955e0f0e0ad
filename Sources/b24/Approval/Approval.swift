import B24Scripting
import Bitrix24
import Credentials
import Localization

/// Before a script that declares writes first runs on a portal, a person sees what it needs and why, and allows it; also
/// when it needs more than was allowed.
///
/// Nothing is asked about a script that declares no writes, on the built-in portal, and in runs that change nothing.
struct Approval {
    let context: Context
    let portal: Portal
    let script: LoadedScript

    /// Whether it may change the portal as it says.
    ///
    /// - Throws: ``Complaint`` when it is not allowed, or nobody can be asked.
    func check() async throws {
        let (file, metadata) = (script.file, script.metadata)
        let wanted = Capabilities(metadata.needs)
        // What is wrong about the needs is said when it runs.
        guard wanted.canWrite, metadata.problems.isEmpty, !changesNothing, let key = portal.approvalKey else { return }
        // What comes through standard input is another script each time.
        let record =
            script.isStandardInput
            ? nil
            : ApprovalFile(
                folder: context.environment.approvalFolder, portal: key, script: try Self.absolute(file))
        let approved = record?.approved
        let difference = approved?.difference(to: metadata.needs)
        if difference?.isEmpty == true || context.settings.assumesYes { return }
        let language = context.language
        let shown =
            difference.map { Texts.needsMore(file, portal.name, $0, NeedsTable($0.needs).text(language) ?? "") }
            ?? Texts.needsShown(file, portal.name, NeedsTable(metadata.needs).text(language) ?? "")
        guard context.canAsk else {
            context.output.talk(shown[language])
            throw Complaint.refusal(Texts.notApprovedYet(file, portal.name), hint: Texts.howToApprove)
        }
        context.output.talk(shown[language])
        guard await Question.ask(Texts.askApproval(portal.name)[language], context) == true else {
            throw Complaint.refusal(Texts.notApproved(file, portal.name))
        }
        try record?.approve(wanted, at: ISOTime(unixTime: SystemTime().unixTime).text())
    }

    /// Whether it may run at level `trusted`: for this text of the script, since a changed one may do anything else. `--yes`
    /// does not answer that: the whole machine is more than a portal.
    ///
    /// - Throws: ``Complaint`` when it is not allowed, or nobody can be asked.
    func checkTrust() async throws {
        let (file, language) = (script.file, context.language)
        let record =
            script.isStandardInput
            ? nil
            : TrustFile(
                folder: context.environment.approvalFolder, portal: portal.approvalKey ?? portal.name,
                script: try Self.absolute(file))
        if record?.trusts(script.hash) == true { return }
        context.output.talk(Texts.wantsTrust(file, reason: script.metadata.sandbox?.reason)[language])
        guard context.canAsk else { throw Complaint.refusal(Texts.notTrustedYet(file), hint: Texts.howToTrust) }
        guard await Question.ask(Texts.askTrust[language], context) == true else {
            throw Complaint.refusal(Texts.notTrusted(file))
        }
        try record?.trust(script.hash, at: ISOTime(unixTime: SystemTime().unixTime).text())
    }

    private var changesNothing: Bool {
        context.settings.isDryRun || context.settings.isReadOnly || portal.isReadOnly
    }

    private static func absolute(_ file: String) throws -> String {
        if file.hasPrefix("/") { return file }
        do { return try Files.currentFolder() + "/" + file } catch {
            throw Complaint.failure(Texts.cannotRead(file, error.reason))
        }
    }
}

extension Portal {
    /// What tells the portal from others; `nil` for the built-in one, where nothing can be lost.
    var approvalKey: String? {
        switch self {
        case .demo: nil
        // A name may be given to another portal.
        case .profile(let name, let profile): name + " " + (profile.domain ?? "")
        case .webhook(let url): try? "webhook " + Credential(webhook: url).domain
        case .token(let token): "token " + token.domain
        }
    }
}
