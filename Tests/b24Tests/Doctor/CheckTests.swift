import Credentials
import Localization
import Testing

@testable import Bitrix24
@testable import b24

/// What `b24 doctor` makes of facts, check by check.
@Suite("A check of the doctor") struct CheckTests {
    private func check(_ kind: CheckKind, _ state: Check.State, cause: CheckKind? = nil) -> Check {
        Check(kind: kind, state: state, finding: LocalizedText("", ru: ""), cause: cause)
    }

    @Test func isMadeAfterAllThatItNeeds() throws {
        let order = CheckKind.allCases
        for kind in order {
            let place = try #require(order.firstIndex(of: kind))
            for need in kind.needs {
                // The plan is told by whoever asks for the user.
                #expect(try #require(order.firstIndex(of: need)) < place, "\(kind) before \(need)")
            }
        }
    }

    @Test func namesTheRootOfTheTrouble() {
        let broken = [check(.http, .ok), check(.configuration, .ok), check(.dns, .problem)]
        #expect(CheckKind.proxy.obstacle(in: broken) == .dns)
        #expect(CheckKind.connection.obstacle(in: broken + [check(.proxy, .skipped, cause: .dns)]) == .dns)
        // A warning, and what was left out for no fault, are no obstacles.
        #expect(CheckKind.user.obstacle(in: [check(.address, .warning), check(.credential, .ok)]) == nil)
        #expect(CheckKind.proxy.obstacle(in: [check(.dns, .skipped)]) == nil)
        // One of several places of secrets.
        #expect(CheckKind.dns.obstacle(in: [check(.http, .problem), check(.configuration, .ok)]) == .http)
    }

    @Test(arguments: [
        ("Lua 5.4.4", Check.State.warning), ("Lua 5.4.7", .ok), ("Lua 5.4.10", .ok), ("Lua 5.5.0", .ok),
    ])
    func lua(release: String, state: Check.State) { #expect(LuaCheck.decide(release).state == state) }

    @Test func theLibrary() {
        #expect(HTTPCheck.decide(nil).state == .problem)
        #expect(HTTPCheck.decide("libcurl/8.1 OpenSSL/3.0 zlib/1").finding.en == "libcurl/8.1, OpenSSL/3.0")
    }

    @Test(arguments: [
        ("acme.example", NameLookup.Answer.addresses(["203.0.113.5"]), Check.State.ok, "acme.example: 203.0.113.5"),
        ("acme.example", .addresses(["1", "2", "3", "4"]), .ok, "1, 2, 3, …"),
        ("acme.example", .unknown("no such name"), .problem, "no such name"),
        ("acme.example", .unavailable("try later"), .problem, "does not answer"),
        ("acme.example", .timeout, .problem, "does not answer"),
        ("127.0.0.1", .addresses(["127.0.0.1"]), .ok, "no name to look up"),
        ("[::1]", .addresses(["::1"]), .ok, "no name to look up"),
        ("proxy.example", .unknown("no such name"), .problem, "the proxy's name"),
        ("proxy.example", .addresses(["10.0.0.1"]), .ok, "the proxy looks up"),
        ("10.0.0.1", .addresses(["10.0.0.1"]), .ok, "named by its address"),
    ])
    func dns(host: String, answer: NameLookup.Answer, state: Check.State, words: String) {
        let portal = host.hasPrefix("proxy") || host == "10.0.0.1" ? "acme.example" : host
        let check = DNSCheck.decide(NameLookup(host: host, answer: answer, seconds: 0.01), portal: portal)
        #expect(check.state == state)
        #expect(check.finding.en.contains(words), "\(check.finding.en)")
        #expect((check.fix != nil) == (state == .problem))
    }

    @Test(
        arguments: [
            (0.4, Check.State.ok, ""), (-60.0, .ok, ""), (7200.0, .warning, "2 h behind"),
            (-4200.0, .warning, "1 h 10 min ahead"), (nil, .skipped, ""),
        ] as [(Double?, Check.State, String)])
    func clock(skew: Double?, state: Check.State, words: String) {
        let check = ClockCheck.decide(skew)
        #expect(check.state == state)
        #expect(words.isEmpty || check.finding.en.contains(words), "\(check.finding.en)")
    }

    @Test(arguments: [
        (PortalError.Problem.libraryMissing, false, CheckKind.http), (.hostNotFound, false, .dns),
        (.timeoutResolve, true, .dns), (.proxyUnreachable, true, .proxy), (.proxyRefused, true, .proxy),
        (.timeoutConnect, false, .connection), (.timeoutConnect, true, .proxy),
        (.connectionRefused, false, .connection),
        (.connectionLost, false, .connection), (.tlsExpired, false, .tls), (.timeoutTLS, false, .tls),
        (.timeoutTLS, true, .proxy), (.answerNotJSON, false, .address), (.redirectRefused, true, .address),
        (.timeoutFirstByte, false, .connection), (.answerMalformed, false, .connection),
    ])
    func errorsOfTheWay(problem: PortalError.Problem, proxied: Bool, kind: CheckKind) {
        #expect(RouteChecks.blame(PortalError(problem), proxied: proxied) == kind)
    }

    @Test(arguments: [
        ("SSL certificate problem: self-signed certificate", true),
        ("SSL certificate problem: self signed certificate", true),
        ("SSL certificate problem: self-signed certificate in certificate chain", false),
        ("SSL certificate problem: unable to get local issuer certificate", false),
    ])
    func aCertificateThatSignedItself(words: String, isSelfSigned: Bool) throws {
        var error = PortalError(.tlsUntrusted, details: ["host": "acme.example"])
        error.description = words
        let route = RouteChecks(portal: PortalAddress(domain: "acme.example"), probe: PortalProbe(error: error))
        #expect(route.tlsCheck.state == .problem)
        #expect(route.tlsCheck.finding.en.contains("signed itself") == isSelfSigned)
        #expect(route.proxyCheck.state == .ok && route.connectionCheck.state == .ok)
    }

    private func person(_ change: (inout AuthStatus) -> Void, plan: PortalClient.Plan = .basic) -> UserChecks {
        var status = AuthStatus(domain: "acme.example")
        change(&status)
        return UserChecks(answer: .success(status), plan: plan, profile: "acme")
    }

    @Test(arguments: [
        (AuthStatus.Answer.yes, AuthStatus.Answer.unknown, Check.State.ok), (.no, .yes, .ok), (.unknown, .yes, .ok),
        (.no, .no, .warning), (.no, .unknown, .warning), (.unknown, .unknown, .skipped),
    ])
    func admin(portal: AuthStatus.Answer, crm: AuthStatus.Answer, state: Check.State) {
        let person = person {
            $0.isAdmin = portal
            $0.isCRMAdmin = crm
        }
        #expect(person.admin.state == state)
    }

    @Test(arguments: [
        (["crm", "user", "department", "sonet_group", "userfieldconfig"], [String]()),
        (["crm", "user_brief", "department", "sonet_group", "userfieldconfig"], []),
        (["crm"], ["user", "department", "sonet_group", "userfieldconfig"]),
        ([], ["crm", "user", "department", "sonet_group", "userfieldconfig"]),
    ])
    func scopes(granted: [String], missing: [String]) throws {
        let check = person { $0.granted = granted }.scopes
        #expect(check.state == (missing.isEmpty ? .ok : .warning))
        for scope in missing {
            #expect(check.finding.en.contains(scope + " ("))
            #expect(check.fix?.ru.contains(ScopeNames.tickBox(scope, .ru)) == true)
        }
        #expect(person { $0.granted = nil }.scopes.state == .skipped)
    }

    @Test(
        arguments: [
            (nil, PortalClient.Plan.basic, Check.State.ok), ("basic", .basic, .ok), ("ent", .enterprise, .ok),
            ("ent", .basic, .warning), ("pro", .enterprise, .warning), ("ent", .box, .ok),
        ] as [(String?, PortalClient.Plan, Check.State)])
    func plan(told: String?, rate: PortalClient.Plan, state: Check.State) {
        #expect(person({ $0.plan = told }, plan: rate).planCheck.state == state)
    }

    @Test func aPlanWithoutRESTIsAMatterOfThePlan() {
        let person = UserChecks(answer: .failure(PortalError(kind: .planRequired)), plan: .basic, profile: nil)
        #expect(person.user.state == .skipped && person.user.cause == .plan)
        #expect(person.planCheck.state == .problem)
        let expired = UserChecks(answer: .failure(PortalError(kind: .authExpired)), plan: .basic, profile: nil)
        #expect(expired.user.state == .problem)
        #expect(expired.planCheck.cause == .user)
    }

    @Test(arguments: [
        (0.0, Check.State.ok), (30, .ok), (49, .warning), (50, .warning),
    ])
    func limits(used: Double, state: Check.State) {
        let load = PortalClient.Load(burst: 50, used: used, rate: 2)
        #expect(LimitsCheck.decide(load, []).state == state)
        #expect(LimitsCheck.decide(nil, []).state == .ok)
        let pressed = LimitsCheck.decide(load, [("crm.item.list", 70.2)])
        #expect(pressed.state == .warning)
        #expect(pressed.fix?.en.contains("71 s") == true)
    }

    @Test func aLineIsAligned() {
        let check = Check.problem(.tls, LocalizedText("bad", ru: "плохо"), fix: LocalizedText("do it", ru: "сделайте"))
        let style = Style(isOn: false)
        #expect(check.text(.en, style: style, width: nil) == "✗ TLS            bad\n                 fix: do it")
        #expect(
            check.text(.ru, style: style, width: nil) == "✗ TLS            плохо\n                 что делать: сделайте"
        )
        let long = Check.ok(.tls, LocalizedText(String(repeating: "word ", count: 20), ru: ""))
        #expect(long.text(.en, style: style, width: 60).split(separator: "\n").allSatisfy { $0.count <= 60 })
    }
}
