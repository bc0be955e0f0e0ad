import Localization

extension ErrorTexts {
    /// Everything that a template may name: the error's `details` and what the catalogue knows of the method.
    static func facts(_ error: PortalError, _ language: Language) -> [String: String] {
        let entry = error.method.flatMap { MethodCatalogue.standard.entry($0) }
        var facts: [String: String] = [
            "method": error.method ?? "",
            "code": error.code,
            "status": error.status.map(String.init) ?? "",
            "description": portalText(error.description),
            "attempts": String(error.attempts),
            "wait": error.retryAfter.map { duration($0, language) } ?? "",
        ]
        facts["limit"] = error.details["limit_seconds"].flatMap(Double.init).map { duration($0, language) }
        facts["scopes"] = scopes(error, entry, language)
        facts["required"] = entry?.requiredParameters.map(\.name).joined(separator: ", ")
        facts["field"] = missingField(error)
        facts["documented"] = entry?.method
        for name in ["reason", "advice"] {
            facts[name] = error.details[name + (language == .ru ? "_ru" : "_en")]
        }
        if error.kind == .methodNotFound, entry == nil, let method = error.method {
            facts["suggestion"] = MethodCatalogue.standard.suggestions(for: method).joined(separator: ", ")
        }
        // What the thrower knows is nearer to the case than what the catalogue knows.
        return facts.merging(error.details) { $1 }
    }

    /// The portal joins several messages with line breaks; a sentence of ours has room for one line.
    private static func portalText(_ text: String) -> String {
        var text = text
        for lineBreak in ["<br>", "<br/>", "<br />"] {
            while let range = text.firstRange(of: lineBreak) { text.replaceSubrange(range, with: "\n") }
        }
        let lines = text.split(whereSeparator: \.isNewline).map { String($0).trimmingSpace() }.filter { !$0.isEmpty }
        var line = lines.joined(separator: " / ")
        if line.count > 400 { line = line.prefix(400) + "…" }
        // The sentence around it has a full stop of its own.
        return line.hasSuffix(".") && !line.hasSuffix("..") ? String(line.dropLast()) : line
    }

    /// The name in "Could not find value for parameter {fields}", English on every portal.
    private static func missingField(_ error: PortalError) -> String? {
        guard error.kind == .requiredField, let open = error.description.firstIndex(of: "{") else { return nil }
        let name = error.description[open...].dropFirst().prefix { $0.isLetter || $0.isNumber || "_[].".contains($0) }
        guard name.endIndex < error.description.endIndex, error.description[name.endIndex] == "}" else { return nil }
        return String(name)
    }

    /// The tick-boxes of the scopes that the method needs.
    private static func scopes(
        _ error: PortalError, _ entry: MethodCatalogue.Entry?, _ language: Language
    ) -> String? {
        let named = error.details["scope"]?.split(separator: ",").map { String($0).trimmingSpace() }
        let codes = named ?? entry?.scopes ?? []
        let names = codes.filter { $0 != "basic" }.map { quoted(ScopeNames.tickBox($0, language), language) }
        guard !names.isEmpty else { return nil }
        let link =
            named == nil && entry?.anyScopeSuffices == true
            ? LocalizedText(" or ", ru: " или ") : LocalizedText(" and ", ru: " и ")
        return names.joined(separator: link[language])
    }

    private static func quoted(_ text: String, _ language: Language) -> String {
        switch language {
        case .en: "\"" + text + "\""
        case .ru: "«" + text + "»"
        }
    }

    /// `40 s`, `9 min`: rounded up, so that nobody comes back too early.
    private static func duration(_ seconds: Double, _ language: Language) -> String {
        let whole = Int(seconds.rounded(.up).clamped(to: 1...86_400))
        guard whole > 120 else { return String(whole) + LocalizedText(" s", ru: " с")[language] }
        return String((whole + 59) / 60) + LocalizedText(" min", ru: " мин")[language]
    }
}

extension Double {
    fileprivate func clamped(to range: ClosedRange<Double>) -> Double {
        isNaN ? range.lowerBound : Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
    }
}
