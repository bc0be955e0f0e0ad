public import Localization

/// What people read of a ``PortalError``. The texts themselves are data: `ErrorTexts+Kinds.swift` has one pair for each
/// kind, `ErrorTexts+Rows.swift` those for a single code or method, `ErrorTexts+Problems.swift` those for what is found
/// out before anything is sent. None ever shows a credential.
extension PortalError {
    /// What happened, for a person, in one sentence or two.
    ///
    /// The portal's own text follows in quotation marks, in the language in which the portal wrote it.
    public func message(_ language: Language) -> String {
        let facts = ErrorTexts.facts(self, language)
        var parts = [TextTemplate.fill(ErrorTexts.message(self)[language], facts)]
        if let quote = ErrorTexts.quote(self) { parts.append(TextTemplate.fill(quote[language], facts)) }
        if let clock = ErrorTexts.wrongClock(self) { parts.append(clock[language]) }
        if outcome == .unknown { parts.append(ErrorTexts.unknownOutcome[language]) }
        if attempts > 1 { parts.append(TextTemplate.fill(ErrorTexts.attempts[language], facts)) }
        return Redaction.redact(parts.joined(separator: " "))
    }

    /// What an administrator does about it: which tick-box, role, tariff or scope. Empty when there is nothing to do.
    public func hint(_ language: Language) -> String {
        let facts = ErrorTexts.facts(self, language)
        var parts = [TextTemplate.fill(ErrorTexts.hint(self)[language], facts)]
        if details["clock_seconds"] != nil { parts.insert(ErrorTexts.setClock[language], at: 0) }
        // "Try again" is wrong advice for what may have been done.
        if outcome == .unknown {
            // A command at the end can be copied.
            parts =
                [TextTemplate.fill(ErrorTexts.lookFirst[language], facts)] + (isRepeatAdvised ? [] : parts)
                + [TextTemplate.fill(ErrorTexts.look[language], facts)]
        }
        return Redaction.redact(parts.filter { !$0.isEmpty }.joined(separator: " "))
    }

    /// Whether the hint of the kind begins with a repetition.
    private var isRepeatAdvised: Bool {
        problem != .writeUnsettled && [.network, .serverError, .unknown].contains(kind)
    }

    /// Whether the same call can succeed later without anyone changing anything.
    ///
    /// Never true for a write whose outcome is unknown: repeating that one may do the thing twice.
    public var isRetryable: Bool {
        guard outcome != .unknown else { return false }
        return switch kind {
        case .rateLimited, .operationTimeLimit, .serverError, .unexpectedAnswer, .network, .timeout: true
        default: false
        }
    }
}

/// The texts of the target.
enum ErrorTexts {
    /// A text for a code, a method family or both.
    struct Row: Sendable {
        /// The code in upper case; `nil` for any.
        var code: String?
        /// `nil` for any.
        var kind: ErrorKind?
        /// The methods whose names begin so, in lower case; empty for any.
        var methods: [String] = []
        /// `nil` leaves the text of the kind.
        var message: LocalizedText?
        /// `nil` leaves the text of the kind.
        var hint: LocalizedText?

        func matches(_ error: PortalError) -> Bool {
            if let code, code != (error.code == "0" ? "" : error.code.uppercased()) { return false }
            if let kind, kind != error.kind { return false }
            let method = error.method?.lowercased() ?? ""
            return methods.isEmpty || methods.contains(where: method.hasPrefix)
        }
    }

    static func message(_ error: PortalError) -> LocalizedText {
        if let problem = error.problem { return texts(of: problem).message }
        return rows.first { $0.message != nil && $0.matches(error) }?.message
            ?? applicationTexts(error)?.message ?? texts(of: error.kind).message
    }

    static func hint(_ error: PortalError) -> LocalizedText {
        if let problem = error.problem { return texts(of: problem).hint }
        return rows.first { $0.hint != nil && $0.matches(error) }?.hint ?? rightsHint(error)
            ?? applicationTexts(error)?.hint ?? texts(of: error.kind).hint
    }

    /// Which administrator a refused method is for, where its page says so.
    private static func rightsHint(_ error: PortalError) -> LocalizedText? {
        guard error.kind == .accessDenied, let method = error.method else { return nil }
        return switch MethodCatalogue.standard.entry(method)?.access {
        case .portalAdmin:
            LocalizedText(
                "{method} is for administrators of the portal: use the webhook of one.",
                ru: "{method} доступен только администраторам портала: используйте вебхук администратора.")
        case .saleAdmin:
            LocalizedText(
                "{method} is for administrators of the online store: use the webhook of one.",
                ru: "{method} доступен только администраторам интернет-магазина: используйте вебхук одного из них.")
        default: nil
        }
    }

    /// The portal's words, with its code when it gave one.
    static func quote(_ error: PortalError) -> LocalizedText? {
        // What b24 itself refuses has nobody to quote.
        guard ![.policyDenied, .unsupportedByREST, .cancelled].contains(error.kind), error.problem == nil else {
            return nil
        }
        let hasCode = !error.code.isEmpty && error.code != "0"
        if error.status == nil, !hasCode {
            return error.description.isEmpty ? nil : LocalizedText("({description})", ru: "({description})")
        }
        return switch (error.description.isEmpty, hasCode) {
        case (true, true): LocalizedText("The portal says: {code}.", ru: "Портал отвечает: {code}.")
        case (false, true):
            LocalizedText(
                "The portal says: \"{description}\" ({code}).", ru: "Портал отвечает: «{description}» ({code}).")
        case (false, false):
            LocalizedText("The portal says: \"{description}\".", ru: "Портал отвечает: «{description}».")
        case (true, false): nil
        }
    }

    static let unknownOutcome = LocalizedText(
        "It is not known whether the portal carried it out.",
        ru: "Неизвестно, выполнил ли портал эту операцию.")

    static let lookFirst = LocalizedText(
        "Look at the portal before you repeat it: a second time may do it twice.[[ Look for {sought}.]]",
        ru: "Прежде чем повторять, посмотрите на портале, что получилось: повтор может выполнить операцию дважды."
            + "[[ Ищите {sought}.]]")
    static let look = LocalizedText("[[To see it: {look}]]", ru: "[[Посмотреть: {look}]]")

    static let attempts = LocalizedText("({attempts} attempts)", ru: "(попыток: {attempts})")
}
