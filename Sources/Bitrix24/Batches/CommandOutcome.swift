/// How one command of a batch ended: exactly one of done, failed (which includes refused and unknown) and not run.
public enum CommandOutcome: Sendable {
    /// It succeeded.
    case done(Response)
    /// It was refused, ran and failed, or its answer was lost: see the outcome of the error.
    case failed(PortalError)
    /// `because` names the key of the command that stopped it, when one did.
    case notRun(because: String?)
}

extension CommandOutcome {
    /// Whether it is anything but done.
    var isFailure: Bool { if case .done = self { false } else { true } }
}
