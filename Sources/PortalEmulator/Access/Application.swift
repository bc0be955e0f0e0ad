extension LocalPortal {
    /// A local application, as the card of the real portal describes it (`local-integrations/local-apps`): it calls
    /// REST with tokens that people give it, not with a webhook.
    public struct Application: Sendable, Identifiable, Equatable, CustomStringConvertible {
        /// What an application costs, as `app.info` and the token endpoint call it
        /// (`api-reference/common/system/app-info`).
        public enum Status: String, Sendable, CaseIterable {
            /// A local application.
            case local = "L"
            /// From the market, free.
            case free = "F"
            /// From the market, demo version.
            case demo = "D"
            /// From the market, for a limited time.
            case trial = "T"
            /// From the market, paid for.
            case paid = "P"
            /// From the market, by subscription.
            case subscription = "S"
        }

        /// Counts the applications of the portal.
        public let id: Int
        /// `client_id`: public, as in the address of the authorize page.
        public let clientID: String
        /// `client_secret`: for the token endpoint only.
        public let clientSecret: String
        /// The name on the card.
        public var title: String
        /// The scopes of the card; `nil` means all. Tokens have what the card says at the moment of the call.
        public var scopes: [String]?
        /// Where the authorize page sends people back to; `nil`: the page shows the code.
        public var redirectAddress: String?
        /// The access codes (`U3`, `D2` ...) of those who may use the application; `nil`: everybody. Administrators
        /// are no exception: the page on `user_access_error` names none.
        public var accessCodes: [String]?
        /// What it costs.
        public var status: Status
        /// Whether the paid or trial period is over: no more tokens, `PAYMENT_REQUIRED`.
        public var isPaymentExpired: Bool

        /// The name without the secret.
        public var description: String { "\(title) (\(clientID))" }
    }

    /// The tokens that an application got for a person, as `/oauth/token/` gives them.
    public struct TokenPair: Sendable, Equatable, CustomStringConvertible {
        /// For REST calls, an hour long.
        public let accessToken: String
        /// For a new pair, once, within 180 days.
        public let refreshToken: String
        /// When the access token expires: Unix time in seconds.
        public let expires: Int64

        /// When it expires, and no token.
        public var description: String { "tokens until \(expires)" }
    }
}
