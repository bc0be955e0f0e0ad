import Bitrix24
import Testing

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
}
