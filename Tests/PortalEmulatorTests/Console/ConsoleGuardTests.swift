import JSON
import Localization
import Testing

@testable import PortalEmulator

@Suite struct ConsoleGuardTests {
    private let door = ConsoleGuard()

    private func request(_ change: (inout ConsoleRequest) -> Void = { _ in }) -> ConsoleRequest {
        var request = ConsoleRequest(
            isPost: false, path: [door.key], query: [:], form: [:], host: "127.0.0.1:8080", isOnLoopback: true)
        change(&request)
        return request
    }

    private func form(_ change: (inout ConsoleRequest) -> Void = { _ in }) -> ConsoleRequest {
        request {
            $0.isPost = true
            $0.form = ["form_key": .string(door.formKey)]
            change(&$0)
        }
    }

    @Test func keysAreLongAndNeverTheSame() {
        let other = ConsoleGuard()
        #expect(door.key.count == 32 && door.formKey.count == 32)
        #expect(Set([door.key, door.formKey, other.key, other.formKey]).count == 4)
    }

    @Test func whoKnowsTheKeyMayCome() {
        #expect(door.refusal(of: request()) == nil)
        #expect(door.refusal(of: request { $0.path.append("log") }) == nil)
    }

    @Test func nobodyElseMay() {
        for path in [[], [""], ["log"], [String(door.key.dropLast())], [door.key + "x"], [door.key.lowercased()]] {
            #expect(door.refusal(of: request { $0.path = path }) == .wrongKey, "\(path)")
        }
        #expect(door.refusal(of: request { $0.path = [door.formKey] }) == .wrongKey)
    }

    @Test func aServerThatOthersReachHasNoConsole() {
        #expect(door.refusal(of: request { $0.isOnLoopback = false }) == .notOnLoopback)
    }

    /// A site that lets its own name lead to 127.0.0.1 is told from this machine by the name.
    @Test(
        arguments: [
            ("127.0.0.1", true), ("127.0.0.1:9", true), ("localhost:80", true), ("LOCALHOST", true), ("[::1]:80", true),
            ("[::1]", true),
            ("evil.example", false), ("evil.example:80", false), ("127.0.0.1.evil.example", false),
            ("localhost.evil.example", false), ("127.0.0.1@evil.example", false), ("127.0.0.1:80@evil.example", false),
            ("[::1].evil.example", false), ("[::2]", false), ("", false), (nil, false), ("127.0.0.1:80:80", false),
        ] as [(String?, Bool)])
    func theNameMustBeOfThisMachine(_ host: String?, _ isOurs: Bool) {
        #expect(door.refusal(of: request { $0.host = host }) == (isOurs ? nil : .foreignHost))
    }

    @Test func formsNeedTheirKey() {
        #expect(door.refusal(of: form()) == nil)
        let forms: [JSONObject] = [
            [:], ["form_key": ""], ["form_key": .string(door.key)], ["form_key": ["x": .string(door.formKey)]],
        ]
        for fields in forms {
            #expect(door.refusal(of: form { $0.form = fields }) == .foreignForm, "\(fields)")
        }
    }

    @Test func formsOfOtherSitesAreRefused() {
        #expect(door.refusal(of: form { $0.origin = "http://127.0.0.1:8080" }) == nil)
        for origin in ["http://127.0.0.1:9", "https://127.0.0.1:8080", "http://evil.example", "null"] {
            #expect(door.refusal(of: form { $0.origin = origin }) == .foreignForm, "\(origin)")
        }
        #expect(door.refusal(of: form { $0.fetchSite = "same-origin" }) == nil)
        for site in ["same-site", "cross-site", "none"] {
            #expect(door.refusal(of: form { $0.fetchSite = site }) == .foreignForm, "\(site)")
        }
    }

    @Test(
        arguments: [
            (nil, nil, Language.en), (nil, "ru-RU,ru;q=0.9,en;q=0.8", .ru), (nil, "de, en;q=0.5, ru;q=0.7", .ru),
            (nil, "ru;q=0, en", .en), (nil, "fr", .en), ("ru", "en", .ru), ("en", "ru", .en), ("xx", "ru", .ru),
        ] as [(String?, String?, Language)])
    func theLanguageIsThatOfAddressThenBrowser(_ asked: String?, _ header: String?, _ language: Language) {
        let request = request {
            $0.query = asked.map { ["lang": .string($0)] } ?? [:]
            $0.acceptLanguage = header
        }
        #expect(request.language(otherwise: .en) == language)
    }
}
