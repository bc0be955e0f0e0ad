import B24Scripting

extension PortalTypes {
    /// What the portal of a command line has, read without a chance to change anything.
    ///
    /// - Returns: its file, and what the portal did not tell.
    static func read(_ context: Context) async throws -> (file: TypeFile, portal: String, gaps: [PortalSurvey.Gap]) {
        var context = context
        context.settings.isReadOnly = true
        let host = try ScriptHost(context, recording: .new(RunSource("types")))
        let (session, language) = (host.session, context.language)
        let task = Task { try await PortalSurvey(session, language) }
        do {
            let survey = try await Interrupts.shared.during({ task.cancel() }) { try await task.value }
            _ = await host.end(.done)
            let name = host.connection.portal.name
            return (PortalTypes(survey, name: name, language: language).file, name, survey.gaps)
        } catch {
            _ = await host.end(.failed)
            throw error
        }
    }
}
