import Bitrix24
import Localization

/// A file with one webhook URL, readable by its owner alone.
enum WebhookFile {
    /// The URL.
    ///
    /// - Throws: ``Complaint`` when there is no such file, when others than its owner may read it, or when it is empty.
    static func read(_ path: String) throws -> Secret {
        guard Files.mode(path) != nil else {
            throw Complaint.failure(Texts.noWebhookFile(path), hint: Texts.makeWebhookFile(path))
        }
        guard !Files.isOpenToOthers(path) else {
            throw Complaint.failure(Texts.openWebhookFile(path), hint: Texts.closeWebhookFile(path))
        }
        let text: String
        do {
            text = try Files.text(path)
        } catch {
            throw Complaint.failure(Texts.cannotRead(path, error.reason))
        }
        let lines = text.split(whereSeparator: \.isWhitespace)
        guard lines.count == 1, let url = lines.first else {
            throw Complaint.failure(Texts.oddWebhookFile(path))
        }
        return Secret(String(url))
    }
}
