/// Whether a library is taken, as far as signatures go. A signature that is there has to fit, needed or not.
struct SignatureRule: Sendable {
    let areRequired: Bool
    let allowed: AllowedSigners

    /// - Throws: ``LibraryError`` of kind `signature`.
    func check(_ library: LockedLibrary) throws(LibraryError) {
        let name = library.name
        if let signature = library.signature {
            try signature.check(
                Signature.Statement(
                    name: name, version: library.version, commit: library.commit, tree: library.tree))
        }
        guard areRequired else { return }
        guard let signature = library.signature else {
            throw LibraryError(
                .signature, Texts.notSigned(name.text, "\(library.version)"), hint: Texts.askForSignature)
        }
        guard allowed.signer(signature.signer, of: name) != nil else {
            throw LibraryError(
                .signature, Texts.signerNotAllowed(name.text, signature.signer.description), hint: Texts.addSigner)
        }
    }
}
