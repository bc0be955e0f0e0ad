import GRDB
import JSON
import Localization
import NIOHTTP1

/// A page to look at: the portal's contents, rights, requests and limits in a browser on this machine.
///
/// Pages are made here, whole, and can be read without JavaScript. What people may change is what `b24 portal` changes.
struct Console: Sendable {
    let engine: Engine
    let configuration: LocalPortal.Configuration
    let recent = RecentRequests()
    let access = ConsoleGuard()

    /// What became of something that was asked for.
    enum Outcome: Sendable {
        case page(ConsolePage, status: HTTPResponseStatus = .ok)
        /// A change was made: look at this page, which says so.
        case done(page: String, ConsoleNotice, [(String, String?)] = [])
        case notFound
    }

    /// The answer to a request for `/console/...`.
    func answer(_ request: ConsoleRequest) -> Message {
        let language = request.language(otherwise: configuration.language)
        if let refusal = access.refusal(of: request) {
            return secured(Message(Texts.consoleRefusal(refusal)[language], .forbidden))
        }
        if let asset = asset(request) { return secured(asset) }
        let place = ConsolePlace(
            key: access.key, formKey: access.formKey, language: language, keepsLanguage: request.asked("lang") != nil)
        do {
            switch try outcome(request, place) {
            case .page(let page, let status): return secured(message(page, status, place, request))
            case .done(let path, let notice, let parameters):
                return secured(redirect(place.address(path, parameters + [("done", notice.rawValue)])))
            case .notFound: return secured(message(missing(place), .notFound, place, request))
            }
        } catch {
            // The portal is being stopped, or its disk is full.
            return secured(Message("\(error)", .internalServerError))
        }
    }

    /// A log that lets the console know of every request, too.
    func noting(
        beside log: (@Sendable (RequestRecord) -> Void)?
    ) -> @Sendable (RequestRecord) -> Void {
        { [recent, clock = engine.clock] record in
            recent.add(record, at: clock.now())
            log?(record)
        }
    }

    private func outcome(_ request: ConsoleRequest, _ place: ConsolePlace) throws -> Outcome {
        let path = Array(request.path.dropFirst())
        if request.isPost { return try ConsoleActions(console: self, place: place).outcome(of: request, path) }
        switch (path.first, path.count) {
        case (nil, 0): return .page(try OverviewPage(self, place).page())
        case ("spa", 2):
            guard let id = Int(path[1]), let page = try SPAPage(self, place).page(entityTypeID: id) else { break }
            return .page(page)
        case ("permissions", 1):
            guard let page = try GrantsPage(self, place).page(request) else { break }
            return .page(page)
        case ("roles", 1): return .page(try RolesPage(self, place).page())
        case ("log", 1): return .page(try LogPage(self, place).page(request))
        case ("limits", 1): return .page(try LimitsPage(self, place).page())
        case ("controls", 1): return .page(ControlsPage(self, place).page())
        default: break
        }
        return .notFound
    }

    private func asset(_ request: ConsoleRequest) -> Message? {
        guard !request.isPost, request.path.count == 2 else { return nil }
        return switch request.path[1] {
        case "style.css":
            Message(status: .ok, type: "text/css; charset=utf-8", body: Array(ConsoleStyle.sheet.utf8))
        case "console.js":
            Message(status: .ok, type: "text/javascript; charset=utf-8", body: Array(ConsoleScript.source.utf8))
        default: nil
        }
    }

    private func missing(_ place: ConsolePlace) -> ConsolePage {
        ConsolePage(title: place[Texts.noSuchConsolePage], section: nil, content: HTML())
    }

    private func message(
        _ page: ConsolePage, _ status: HTTPResponseStatus, _ place: ConsolePlace, _ request: ConsoleRequest
    ) -> Message {
        let notice = request.asked("done").flatMap(ConsoleNotice.init(rawValue:))
        let html = ConsoleFrame(place: place, configuration: configuration).html(page, notice: notice)
        var message = Message(status: status, type: "text/html; charset=utf-8", body: Array(html.source.utf8))
        message.headers.append(("Content-Language", place.language.rawValue))
        return message
    }

    private func redirect(_ address: String) -> Message {
        var message = Message("", .seeOther)
        message.headers.append(("Location", address))
        return message
    }

    /// Nothing from outside, nothing inline, no frames, no traces.
    private func secured(_ message: Message) -> Message {
        var message = message
        message.headers += [
            (
                "Content-Security-Policy",
                "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; "
                    + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
            ),
            ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"),
            ("Referrer-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Cross-Origin-Resource-Policy", "same-origin"), ("Cache-Control", "no-store"),
        ]
        return message
    }
}
