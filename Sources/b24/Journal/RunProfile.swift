import Journal

/// The profile of a run on record, for those who go on with it or take it back.
struct RunProfile {
    let run: RunSummary

    /// This command line's settings, on the run's profile.
    ///
    /// - Throws: ``Complaint`` when another profile is given, or when the run's credential was in no profile and is not
    ///   given again.
    func settings(_ given: Settings, _ environment: Environment) throws -> Settings {
        let profile = run.facts.profile
        if given.profile == nil, profile == Portal.namelessName || profile == Portal.tokenName {
            let domain = run.facts.domain ?? "?"
            let isToken = profile == Portal.tokenName
            guard given.asksForWebhook || environment.webhook != nil || isToken && environment.accessToken != nil else {
                throw isToken
                    ? Complaint.failure(Texts.tokenAgain(run.id, domain), hint: Texts.giveToken)
                    : Complaint.failure(Texts.webhookAgain(run.id, domain), hint: Texts.giveWebhook)
            }
            return given
        }
        guard given.profile ?? profile == profile, !given.asksForWebhook else {
            throw Complaint.usage(Texts.otherProfile(run.id, profile))
        }
        var settings = given
        settings.profile = profile
        return settings
    }
}
