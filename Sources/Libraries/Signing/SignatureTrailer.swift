/// A signature in the message of an annotated tag: its last lines.
///
/// ```
/// acme-crm 1.4.2
///
/// b24-signer: ed25519:11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=
/// b24-signature: …
/// ```
enum SignatureTrailer {
    static func text(_ signature: Signature) -> String {
        "b24-signer: \(signature.signer)\nb24-signature: \(signature.text)\n"
    }

    /// - Parameter message: of a tag, or the whole tag.
    /// - Returns: `nil` when there is none.
    /// - Throws: ``LibraryError`` when there is something that should be one: a spoiled signature is not the same as none.
    static func read(_ message: [UInt8]) throws(LibraryError) -> Signature? {
        var keys: [String] = []
        var texts: [String] = []
        var hasOddLine = false
        for line in String(decoding: message, as: UTF8.self).split(whereSeparator: \.isNewline) {
            if line.hasPrefix("b24-signer: ") {
                keys.append(String(line.dropFirst("b24-signer: ".count)))
            } else if line.hasPrefix("b24-signature: ") {
                texts.append(String(line.dropFirst("b24-signature: ".count)))
            } else if line.lowercased().hasPrefix("b24-sign") {
                hasOddLine = true
            }
        }
        if keys.isEmpty, texts.isEmpty, !hasOddLine { return nil }
        guard !hasOddLine, keys.count == 1, texts.count == 1, let key = PublicKey(keys[0]),
            let signature = Signature(texts[0], by: key)
        else { throw LibraryError(.signature, Texts.oddSignature, hint: Texts.askTheAuthors) }
        return signature
    }
}
