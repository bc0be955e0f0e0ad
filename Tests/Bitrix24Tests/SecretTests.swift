import Testing

@testable import Bitrix24

@Suite("A secret") struct SecretTests {
    private struct Holder { var name = "acme", secret: Secret }

    @Test("shows itself in no way of printing a value")
    func isHidden() {
        let holder = Holder(secret: Secret("s3cr3t-value"))
        var dumped = ""
        dump(holder, to: &dumped)
        for text in [
            "\(holder.secret)", String(describing: holder), String(reflecting: holder), dumped,
            "\([holder.secret])", "\(Optional(holder.secret) as Any)",
        ] { #expect(!text.contains("s3cr3t"), "\(text)") }
        #expect("\(holder.secret)" == "***")
        #expect(holder.secret.exposed == "s3cr3t-value")
    }

    @Test("is hidden in the parts of a webhook's address")
    func address() throws {
        let address = try WebhookAddress(Secret("https://acme.bitrix24.com/rest/12/pl4ntedc0de/"))
        #expect(address.code == Secret("pl4ntedc0de"))
        var dumped = ""
        dump(address, to: &dumped)
        for text in [dumped, String(reflecting: address), String(describing: address), "\(address)"] {
            #expect(text.contains("***") && text.contains("acme.bitrix24.com") && !text.contains("pl4nted"), "\(text)")
        }
    }
}
