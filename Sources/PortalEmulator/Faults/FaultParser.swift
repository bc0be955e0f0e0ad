/// Reads `METHOD:FAULT[:COUNT][@K]`.
enum FaultParser {
    /// - Throws: ``LocalPortalError`` that names the part which is not understood.
    static func fault(_ specification: String) throws(LocalPortalError) -> Fault {
        let parts = specification.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), !parts[0].isEmpty else {
            throw LocalPortalError(Texts.badFault(specification))
        }
        let pattern = MethodPattern(parts[0])
        guard !pattern.text.dropLast().contains("*") else {
            throw LocalPortalError(Texts.badFaultMethod(specification, String(parts[0])))
        }
        let (name, start) = split(parts[1])
        var fault = Fault(pattern: pattern, kind: try kind(name, specification))
        var startText = start
        if parts.count == 3 {
            guard start == nil else { throw LocalPortalError(Texts.badFault(specification)) }
            let (count, start) = split(parts[2])
            startText = start
            if !count.isEmpty || start == nil { fault.frequency = try frequency(count, specification) }
        }
        if let startText {
            guard let first = number(startText) else {
                throw LocalPortalError(Texts.badFaultStart(specification, String(startText)))
            }
            fault.first = first
        }
        return fault
    }

    /// What stands before and after the last `@`.
    private static func split(_ text: Substring) -> (before: Substring, after: Substring?) {
        guard let mark = text.lastIndex(of: "@") else { return (text, nil) }
        return (text[..<mark], text[text.index(after: mark)...])
    }

    private static func kind(_ text: Substring, _ specification: String) throws(LocalPortalError) -> FaultKind {
        let halves = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = halves[0].lowercased()
        let parameter = halves.count > 1 ? halves[1] : nil
        if let named = FaultKind.named.first(where: { $0.name == name }) {
            guard let kind = named.make(parameter) else {
                throw LocalPortalError(Texts.badFaultParameter(specification, usage: named.usage))
            }
            return kind
        }
        guard let error = SystemErrors.error(name) ?? OAuthErrors.all.first(where: { $0.codeText.lowercased() == name })
        else {
            throw LocalPortalError(Texts.unknownFault(specification, String(halves[0])))
        }
        guard parameter == nil else {
            throw LocalPortalError(Texts.badFaultParameter(specification, usage: String(halves[0])))
        }
        return .error(error)
    }

    private static func frequency(_ text: Substring, _ specification: String) throws(LocalPortalError)
        -> Fault.Frequency
    {
        if text == "*" { return .always }
        if let number = number(text) { return .times(number) }
        if text.hasSuffix("%"), text.first?.isNumber == true, let percent = Double(String(text.dropLast())),
            percent > 0, percent <= 100
        {
            return .rate(percent / 100)
        }
        throw LocalPortalError(Texts.badFaultCount(specification, String(text)))
    }

    /// A whole number from 1.
    private static func number(_ text: Substring) -> Int? {
        guard let number = Int(text), number > 0, text.first?.isNumber == true else { return nil }
        return number
    }
}
