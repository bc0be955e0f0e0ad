import Credentials
import Localization

/// Takes the secret of a profile out of its store, after asking.
struct Logout: Sendable {
    let context: Context

    init(_ context: Context) { self.context = context }

    func run() async throws -> ExitStatus {
        let desk = try AuthDesk(context)
        let (name, profile) = try desk.existing()
        if !context.settings.assumesYes {
            switch await Question.ask(Texts.reallyErase(name, profile.domain)[context.language], context) {
            case true?: break
            case false?: throw Complaint.refusal(Texts.notErased(name))
            case nil: throw Complaint.refusal(Texts.notErased(name), hint: Texts.eraseWithYes)
            }
        }
        let hasErased = try desk.erase()
        context.output.talk((hasErased ? Texts.erased(name) : Texts.nothingStored(name))[context.language])
        return .done
    }
}
