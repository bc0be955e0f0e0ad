import GRDB
import NIOCore

extension LocalPortal {
    /// Who lets an application act for them, when its authorize page is opened.
    public enum SignIn: Sendable, Equatable {
        /// At once, without asking, as somebody who is signed in and agrees.
        case automatic(Owner)
        /// Whoever is chosen in a form, which can also be refused.
        case form
    }

    /// What became of the portal as a whole.
    public enum Availability: String, Sendable, CaseIterable {
        /// REST works.
        case open
        /// The plan has no REST: 403 `ACCESS_DENIED` (`first-steps/access-to-rest-api`).
        case withoutREST
        /// 500 `PORTAL_DELETED` (`_includes/system-errors`).
        case deleted
    }

    /// Adds a local application.
    ///
    /// - Parameters:
    ///   - title: its name.
    ///   - scopes: those of its card; `nil` means all.
    ///   - redirect: where the authorize page leads back to; `nil`: the page shows the code.
    ///   - status: local, paid, on trial ...
    /// - Returns: the application with the keys that the real portal shows on its card.
    /// - Throws: ``LocalPortalError`` for a redirect address that is none.
    public func application(
        _ title: String = "Test application", scopes: [String]? = nil, redirect: String? = nil,
        status: Application.Status = .local
    ) async throws -> Application {
        let now = Int64(clock.now())
        return try await store.queue.write {
            try Applications.add(title: title, scopes: scopes, redirect: redirect, status: status, now: now, $0)
        }
    }

    /// The applications of the portal, in the order in which they were added.
    public func applications() async throws -> [Application] {
        try await store.queue.read { try Applications.all($0) }
    }

    /// Saves the card of an application: title, scopes, redirect address, who may use it, payment.
    ///
    ///     application.scopes = ["crm"]
    ///     try await portal.update(application)
    public func update(_ application: Application) async throws {
        try await store.queue.write {
            try Self.check(application, $0)
            try Applications.update(application, $0)
        }
    }

    /// Removes an application; its tokens and codes are void.
    public func remove(_ application: Application) async throws {
        try await store.queue.write {
            try Self.check(application, $0)
            try Applications.remove(application.id, $0)
        }
    }

    /// A code as the authorize page gives it: for one exchange at `/oauth/token/`, within 30 seconds.
    public func authorizationCode(for application: Application, as owner: Owner = .admin) async throws -> String {
        let (choices, now) = (choices, clock.now())
        return try await store.queue.write {
            try Self.check(application, $0)
            return try Tokens($0, choices: choices, now: now)
                .code(for: application.id, userID: try Self.userID(of: owner, $0))
        }
    }

    /// Tokens without the way over the authorize page, as an application in a frame gets them
    /// (`settings/oauth/simple-way`).
    public func tokens(for application: Application, as owner: Owner = .admin) async throws -> TokenPair {
        let (choices, now) = (choices, clock.now())
        return try await store.queue.write {
            try Self.check(application, $0)
            let grant = Tokens.Grant(applicationID: application.id, userID: try Self.userID(of: owner, $0))
            return try Tokens($0, choices: choices, now: now).issue(grant)
        }
    }

    /// Ends all access tokens, as if their hour were over: calls get `expired_token`.
    ///
    /// - Parameters:
    ///   - application: `nil` means those of all applications.
    ///   - withRefreshTokens: refresh tokens end, too: the token endpoint answers `invalid_grant`.
    public func expireTokens(of application: Application? = nil, withRefreshTokens: Bool = false) async throws {
        let (choices, now) = (choices, clock.now())
        try await store.queue.write {
            try Tokens($0, choices: choices, now: now)
                .expire(applicationID: application?.id, withRefreshTokens: withRefreshTokens)
        }
    }

    /// Gives a webhook a new code; the old one is `INVALID_CREDENTIALS` from now on.
    ///
    /// - Parameters:
    ///   - url: as ``webhook(_:scopes:expires:)`` gave it.
    ///   - editor: who does that; whoever edits the webhook of somebody else becomes its owner. `nil` means its owner.
    /// - Returns: the new URL.
    public func regenerateWebhook(_ url: String, by editor: Owner? = nil) async throws -> String {
        let (userID, code) = try Self.parts(ofWebhook: url)
        let (owner, new) = try await store.queue.write { database in
            let owner = try editor.map { try Self.userID(of: $0, database) } ?? userID
            guard let new = try Webhooks.regenerate(code, of: userID, owner: owner, database) else {
                throw LocalPortalError(Texts.noSuchWebhook)
            }
            return (owner, new)
        }
        return "\(address)/rest/\(owner)/\(new)/"
    }

    /// Deletes a webhook: its code is `INVALID_CREDENTIALS` from now on.
    public func deleteWebhook(_ url: String) async throws {
        let (userID, code) = try Self.parts(ofWebhook: url)
        try await store.queue.write {
            guard try Webhooks.delete(code, of: userID, $0) else { throw LocalPortalError(Texts.noSuchWebhook) }
        }
    }

    /// Dismisses somebody, or takes them back. Webhooks and tokens of dismissed people do not work.
    public func setActive(_ isActive: Bool, user id: Int) async throws {
        try await store.queue.write { database in
            try database.run("UPDATE users SET active = ? WHERE id = ?", [isActive ? "Y" : "N", id])
            guard database.changesCount > 0 else { throw LocalPortalError(Texts.noSuchPerson(id)) }
        }
    }

    /// Takes REST away from the portal, or gives it back. A restart begins with
    /// ``Configuration/availability``.
    public func setAvailability(_ availability: Availability) { engine.setAvailability(availability) }

    /// Moves the portal's clock, as the fault `clock` does.
    public func moveClock(by seconds: Double) { clock.jump(seconds) }

    static func userID(of owner: Owner, _ database: Database) throws -> Int {
        guard let id = try People.first(owner, database) else {
            throw LocalPortalError(Texts.noOwner(owner.rawValue))
        }
        return id
    }

    private static func check(_ application: Application, _ database: Database) throws {
        guard try Applications.one(application.clientID, database)?.id == application.id else {
            throw LocalPortalError(Texts.noSuchApplication)
        }
    }

    /// `http://127.0.0.1:PORT/rest/1/CODE/`
    private static func parts(ofWebhook url: String) throws(LocalPortalError) -> (userID: Int, code: String) {
        let parts = url.split(separator: "/")
        guard parts.count == 5, parts[2] == "rest", let userID = Int(parts[3]) else {
            throw LocalPortalError(Texts.noSuchWebhook)
        }
        return (userID, String(parts[4]))
    }
}
